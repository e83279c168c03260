import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { PasswordField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import { account } from "./account.ts";
import style from "./gate.module.css";
import { OtherWays } from "./other-ways.tsx";
import { passkeyAnswer } from "./passkey.ts";
import { proof } from "./proof.ts";

/** Before the keys to the account are changed: is it still the person who signed in? */
export function ProveAgain() {
  const waiting = proof.value;
  const person = account.value;
  const [password, setPassword] = useState("");
  const done = (proved: boolean) => {
    setPassword("");
    proof.peek()?.resolve(proved);
  };
  const form = useSubmit(
    ["password"],
    async () => {
      if (!password) refuse("password", t("password.blank"));
      await ask("POST", "/account/proof", { body: { password } });
      done(true);
    },
    t("problem.unexpected"),
  );
  if (!waiting || !person) return null;
  const byPasskey = async () => {
    const credential = await passkeyAnswer();
    if (!credential) return;
    await ask("POST", "/account/proof", { body: { credential } });
    done(true);
  };
  return (
    <Dialog title={t("proof.title")} onClose={() => done(false)} careful>
      <form class={style.form} {...form.attributes}>
        <p>{t("proof.lead")}</p>
        <Problem words={form.problem} />
        <input type="hidden" name="username" autocomplete="username" value={person.email} />
        <PasswordField
          label={t("again.password", { email: person.email })}
          name="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={form.about("password")}
        />
        <OtherWays onPasskey={byPasskey} purpose="prove" />
        <DialogActions>
          <Button onClick={() => done(false)}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("proof.go")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
