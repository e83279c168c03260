import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { PasswordField, TextField } from "@shared/ui/field.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { path, place } from "../places.ts";
import { t } from "../words.ts";
import { signIn, welcome } from "./account.ts";
import style from "./gate.module.css";
import { Gate } from "./gate.tsx";

export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit(
    ["email", "password"],
    async () => {
      if (!email.trim()) refuse("email", t("email.blank"));
      if (!password) refuse("password", t("password.blank"));
      await signIn(email.trim(), password);
      // An address that was opened signed out is still there and is now shown.
      if (place.peek()?.name === "signIn") navigate(path("projects"), { replace: true });
    },
    t("problem.unexpected"),
  );
  const allowed = welcome.value;

  return (
    <Gate title={t("sign_in.title")} lead={t("sign_in.lead")}>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <TextField
          label={t("email")}
          type="email"
          name="email"
          autocomplete="username"
          inputMode="email"
          value={email}
          onValue={setEmail}
          error={form.about("email")}
        />
        <PasswordField
          label={t("password")}
          name="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={form.about("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("sign_in")}
        </Button>
      </form>
      <div class={style.other}>
        {allowed?.sign_up_allowed ? (
          <p>
            {t("sign_in.no_account")} <Link href={path("signUp")}>{t("sign_up")}</Link>
          </p>
        ) : (
          <p>{allowed?.sign_up === "first" ? t("sign_up.closed.first") : t("sign_up.closed")}</p>
        )}
        {allowed && (
          <p>
            {t("sign_in.agent")} <a href={allowed.workspace_url}>{t("sign_in.workspace")}</a>
          </p>
        )}
      </div>
    </Gate>
  );
}
