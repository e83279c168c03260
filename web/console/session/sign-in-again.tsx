import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { PasswordField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import { account, signIn } from "./account.ts";
import { ended } from "./ended.ts";
import style from "./gate.module.css";

/** The session is over, the page and what is typed on it are not: sign in here and go on. */
export function SignInAgain() {
  const waiting = ended.value;
  const person = account.value;
  const [password, setPassword] = useState("");
  const form = useSubmit(
    ["password"],
    async () => {
      if (!password) refuse("password", t("password.blank"));
      await signIn(person?.email ?? "", password);
      setPassword("");
      ended.peek()?.resolve(true);
    },
    t("problem.unexpected"),
  );
  if (!waiting || !person) return null;

  const stay = () => {
    setPassword("");
    waiting.resolve(false);
  };
  const leave = () => {
    stay();
    account.value = null;
  };

  return (
    <Dialog title={t("again.title")} onClose={stay} careful>
      <form class={style.form} {...form.attributes}>
        <p>{t("again.lead")}</p>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        {/* For password managers, which look for whose password it is. */}
        <input type="hidden" name="username" autocomplete="username" value={person.email} />
        <PasswordField
          label={t("again.password", { email: person.email })}
          name="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={form.about("password")}
        />
        <DialogActions>
          <Button look="quiet" onClick={leave}>
            {t("again.leave")}
          </Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("sign_in")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
