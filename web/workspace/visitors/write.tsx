import { Refusal } from "@shared/api/index.ts";
import { newClientId } from "@shared/live/ids.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { AreaField } from "@shared/ui/field.tsx";
import { SendIcon } from "@shared/ui/icons.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Visitor } from "../desk/wire.ts";
import { go } from "../place.ts";
import { called } from "../visitor/called.ts";
import { t as shared } from "../words.ts";
import { t } from "./words.ts";

/** The first words to somebody who is on the site. Where they were faster, one goes to what they said. */
export function WriteDialog({ visitor, onClose }: { visitor: Visitor; onClose: () => void }) {
  const { ask } = useRoom();
  const [text, setText] = useState("");
  const [attempt] = useState(() => newClientId());
  const form = useSubmit(
    ["text"],
    async () => {
      if (!text.trim()) refuse("text", t("write.blank"));
      const conversation = await ask.writeFirst(visitor.id, { client_id: attempt, text }).then(
        (ack) => ack.conversation_id,
        (refused) => {
          if (refused instanceof Refusal && refused.code === "visitor_is_talking") {
            return String(refused.params.conversation_id);
          }
          throw refused;
        },
      );
      onClose();
      go({ view: "my", conversation });
    },
    shared("problem.unknown"),
  );
  return (
    <Dialog title={t("write.title", { name: called(visitor) })} careful onClose={onClose}>
      <form {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <AreaField
          label={t("write.label")}
          hint={t("write.hint")}
          rows={4}
          dir="auto"
          value={text}
          onValue={setText}
          error={form.about("text")}
        />
        <DialogActions>
          <Button onClick={onClose}>{shared("cancel")}</Button>
          <Button type="submit" look="primary" icon={SendIcon} busy={form.busy}>
            {t("write.send")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
