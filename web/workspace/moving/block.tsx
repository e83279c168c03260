import { CheckField } from "@shared/ui/field.tsx";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { type Room, useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { once } from "../team/once.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";

/** Keeping somebody out is asked once more, with what it does. */
export function BlockDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const room = useRoom();
  const name = called(conversation.visitor);
  const open = conversation.status !== "closed";
  const [close, setClose] = useState(open);
  const act = async () => {
    await room.ask.block(conversation.id, close);
    toast(t("block.done", { name }), "done", {
      label: t("undo"),
      onPress: () => unblock(room, conversation),
    });
    onClose();
  };
  return (
    <SureDialog
      title={t("block.title", { name })}
      does={t("block.do")}
      act={act}
      otherwise={t("problem.unknown")}
      onClose={onClose}
    >
      <p>{t("block.sure")}</p>
      {open && <CheckField label={t("block.close")} name="close" value={close} onValue={setClose} />}
    </SureDialog>
  );
}

export function unblock(room: Room, conversation: Conversation): void {
  void once(`unblock ${conversation.id}`, async () => {
    await room.ask.unblock(conversation.id);
    toast(t("unblock.done", { name: called(conversation.visitor) }));
  });
}
