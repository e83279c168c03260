import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import style from "./account.module.css";
import { keys } from "./keys.ts";

interface PasskeyDialogProps {
  title: string;
  /** What it is called so far. */
  present: string;
  /** Tells the server; it may be tried again. */
  save: (name: string) => Promise<unknown>;
  said: string;
  onClose: () => void;
}

/** What shall this passkey be called? */
export function PasskeyDialog({ title, present, save, said, onClose }: PasskeyDialogProps) {
  const [name, setName] = useState(present);
  const form = useSubmit(
    ["name"],
    async () => {
      if (!name.trim()) refuse("name", t("passkey.blank"));
      await save(name.trim());
      toast(said);
      await keys.refresh(true);
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={title} onClose={onClose} careful>
      <form class={style.dialog} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("passkey.name")}
          hint={t("passkey.name.hint")}
          name="passkey-name"
          autocomplete="off"
          value={name}
          onValue={setName}
          error={form.about("name")}
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
