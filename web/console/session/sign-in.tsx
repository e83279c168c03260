import { Refusal } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { PasswordField, TextField } from "@shared/ui/field.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { link } from "../joining/link.ts";
import { path, place } from "../places.ts";
import { t } from "../words.ts";
import { signIn, signInWithPasskey, welcome } from "./account.ts";
import { CodeField } from "./code-field.tsx";
import style from "./gate.module.css";
import { Gate } from "./gate.tsx";
import { OtherWays } from "./other-ways.tsx";

export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  // The password was right, and the account has a second step.
  const [asked, setAsked] = useState(false);
  const form = useSubmit(
    ["email", "password", "code"],
    async () => {
      if (!email.trim()) refuse("email", t("email.blank"));
      if (!password) refuse("password", t("password.blank"));
      if (asked && !code.trim()) refuse("code", t("code.blank"));
      try {
        await signIn(email.trim(), password, code.trim());
      } catch (thrown) {
        if (!(thrown instanceof Refusal && thrown.code === "second_factor_needed")) throw thrown;
        return setAsked(true);
      }
      arrived();
    },
    t("problem.unexpected"),
  );
  const again = () => {
    setAsked(false);
    setCode("");
  };
  if (asked)
    return (
      <Gate title={t("second_step.title")} lead={t("second_step.lead")}>
        <form class={style.form} {...form.attributes}>
          <Problem words={form.problem} />
          <CodeField value={code} onValue={setCode} error={form.about("code")} />
          <Button type="submit" look="primary" busy={form.busy}>
            {t("sign_in")}
          </Button>
          <Button look="quiet" onClick={again}>
            {t("second_step.back")}
          </Button>
        </form>
      </Gate>
    );
  return (
    <Gate title={t("sign_in.title")} lead={t(link.value ? "join.first" : "sign_in.lead")}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
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
        <p class={style.forgot}>
          <Link href={path("reset")}>{t("reset.forgotten")}</Link>
        </p>
      </form>
      <OtherWays
        onPasskey={async () => {
          if (await signInWithPasskey()) arrived();
        }}
      />
      <Elsewhere />
    </Gate>
  );
}

/** An address that was opened signed out is still there and is now shown. */
function arrived() {
  if (place.peek()?.name === "signIn") navigate(path("projects"), { replace: true });
}

function Elsewhere() {
  const allowed = welcome.value;
  return (
    <div class={style.other}>
      {allowed?.sign_up_allowed ? (
        <p>
          {t.pieces("sign_in.no_account", {
            sign_up: (
              <Link key="sign-up" href={path("signUp")}>
                {t("sign_up")}
              </Link>
            ),
          })}
        </p>
      ) : (
        <p>{allowed?.sign_up === "first" ? t("sign_up.closed.first") : t("sign_up.closed")}</p>
      )}
      {allowed && (
        <p>
          {t.pieces("sign_in.agent", {
            workspace: (
              <a key="workspace" href={allowed.workspace_url}>
                {t("sign_in.workspace")}
              </a>
            ),
          })}
        </p>
      )}
    </div>
  );
}
