import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { keys } from "./keys.ts";

/** The device has made its key; what shall it be called? */
export function PasskeyDialog({ credential, onClose }: { credential: unknown; onClose: () => void }) {
  const [name, setName] = useState(t("passkey.default"));
  const form = useSubmit(
    ["name"],
    async () => {
      if (!name.trim()) refuse("name", t("passkey.blank"));
      // The same key twice is one: it may be tried again.
      await ask("POST", "/account/passkeys", { body: { name: name.trim(), credential }, repeatable: true });
      toast(t("passkey.added"));
      await keys.refresh(true);
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("passkey.add")} onClose={onClose} careful>
      <form class={style.dialog} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
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
