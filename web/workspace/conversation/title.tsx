import { Refusal } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import style from "../tags/tags.module.css";
import { t } from "../words.ts";

/** What the team calls a conversation among itself. */
export function TitleDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { ask } = useRoom();
  const [title, setTitle] = useState(conversation.team.title ?? "");
  const [began, setBegan] = useState(title);
  const form = useSubmit(
    ["title"],
    async () => {
      try {
        await ask.changeConversation(conversation.id, { title, title_was: began });
      } catch (thrown) {
        // What was typed stays; whoever presses again has read what is there now.
        if (thrown instanceof Refusal && thrown.code === "stale") setBegan(String(thrown.params.now ?? ""));
        throw thrown;
      }
      toast(t("title.saved"));
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("title.edit")} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("field.title")}
          hint={t("title.hint")}
          autocomplete="off"
          maxLength={120}
          dir="auto"
          value={title}
          onValue={setTitle}
          error={form.about("title")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
