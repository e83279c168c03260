import { Refusal } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { PasswordField } from "@shared/ui/field.tsx";
import { KeyIcon } from "@shared/ui/icons.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import { account, signIn, signInWithPasskey } from "./account.ts";
import { CodeField } from "./code-field.tsx";
import { ended } from "./ended.ts";
import style from "./gate.module.css";
import { passkeysWork } from "./passkey.ts";

/** The session is over, the page and what is typed on it are not: sign in here and go on. */
export function SignInAgain() {
  const waiting = ended.value;
  const person = account.value;
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const clear = () => {
    setPassword("");
    setCode("");
    setAsked(false);
  };
  const done = (signedIn: boolean) => {
    clear();
    ended.peek()?.resolve(signedIn);
  };
  const form = useSubmit(
    ["password", "code"],
    async () => {
      if (!password) refuse("password", t("password.blank"));
      if (asked && !code.trim()) refuse("code", t("code.blank"));
      try {
        await signIn(person?.email ?? "", password, code.trim());
      } catch (thrown) {
        if (!(thrown instanceof Refusal && thrown.code === "second_factor_needed")) throw thrown;
        return setAsked(true);
      }
      done(true);
    },
    t("problem.unexpected"),
  );
  const byPasskey = useSubmit(
    [],
    async () => {
      if (await signInWithPasskey()) done(true);
    },
    t("problem.unexpected"),
  );
  if (!waiting || !person) return null;

  const leave = () => {
    done(false);
    account.value = null;
  };
  const problem = form.problem ?? byPasskey.problem;

  return (
    <Dialog title={t("again.title")} onClose={() => done(false)} careful>
      <form class={style.form} {...form.attributes}>
        <p>{t("again.lead")}</p>
        <Problem words={problem} />
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
        {asked && <CodeField value={code} onValue={setCode} error={form.about("code")} />}
        {passkeysWork() && !asked && (
          <Button icon={KeyIcon} busy={byPasskey.busy} onClick={() => byPasskey.submit()}>
            {t("passkey.use")}
          </Button>
        )}
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
