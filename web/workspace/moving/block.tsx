import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { type Room, useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { once } from "../team/once.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";
import style from "./moving.module.css";

/** Keeping somebody out is asked once more, with what it does. */
export function BlockDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const room = useRoom();
  const name = called(conversation.visitor);
  const open = conversation.status !== "closed";
  const [close, setClose] = useState(open);
  const form = useSubmit(
    [],
    async () => {
      await room.ask.block(conversation.id, close);
      toast(t("block.done", { name }), "done", {
        label: t("undo"),
        onPress: () => unblock(room, conversation),
      });
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("block.title", { name })} onClose={onClose}>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <p>{t("block.sure")}</p>
        {open && <CheckField label={t("block.close")} name="close" value={close} onValue={setClose} />}
        <DialogActions>
          <Button data-autofocus="" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {t("block.do")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export function unblock(room: Room, conversation: Conversation): void {
  void once(`unblock ${conversation.id}`, async () => {
    await room.ask.unblock(conversation.id);
    toast(t("unblock.done", { name: called(conversation.visitor) }));
  });
}
