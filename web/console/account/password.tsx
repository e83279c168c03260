import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { PasswordField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { NewPassword } from "../session/new-password.tsx";
import { t } from "../words.ts";
import style from "./account.module.css";
import { keys } from "./keys.ts";

interface PasswordDialogProps {
  /** There is a present one, which is asked for. */
  has: boolean;
  known: string[];
  onClose: () => void;
}

export function PasswordDialog({ has, known, onClose }: PasswordDialogProps) {
  const [present, setPresent] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit(
    ["present", "password"],
    async () => {
      if (has && !present) refuse("present", t("password.blank"));
      if (!password) refuse("password", t("password.blank"));
      await ask("POST", "/account/password", { body: { password, ...(has ? { present } : {}) } });
      toast(t("password.saved"));
      await keys.refresh(true);
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t(has ? "password.change" : "password.offer")} onClose={onClose} careful>
      <form class={style.dialog} {...form.attributes}>
        <Problem words={form.problem} />
        {has && (
          <PasswordField
            label={t("password.present")}
            name="password"
            autocomplete="current-password"
            value={present}
            onValue={setPresent}
            error={form.about("present")}
          />
        )}
        <NewPassword
          label={t("password.new")}
          value={password}
          onValue={setPassword}
          known={known}
          error={form.about("password")}
        />
        <Banner>{t("password.ends")}</Banner>
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
