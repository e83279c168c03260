import { Problem } from "@shared/ui/banner.tsx";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { path } from "../places.ts";
import { t } from "../words.ts";
import { firstOfAll, signUp, welcome } from "./account.ts";
import style from "./gate.module.css";
import { Gate } from "./gate.tsx";
import { NewPassword } from "./new-password.tsx";

export function SignUp() {
  const allowed = welcome.value;
  if (allowed && !allowed.sign_up_allowed) {
    return (
      <Gate
        title={t("sign_up.closed.title")}
        lead={allowed.sign_up === "first" ? t("sign_up.closed.first") : t("sign_up.closed")}
      >
        <ButtonLink look="primary" href={path("signIn")}>
          {t("sign_in")}
        </ButtonLink>
      </Gate>
    );
  }
  return <SignUpForm />;
}

function SignUpForm() {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit(
    ["name", "email", "password"],
    async () => {
      if (!name.trim()) refuse("name", t("name.blank"));
      if (!email.trim()) refuse("email", t("email.blank"));
      if (!password) refuse("password", t("password.blank"));
      await signUp({ name: name.trim(), email: email.trim(), password });
      navigate(path("projects"), { replace: true });
    },
    t("problem.unexpected"),
  );

  return (
    <Gate title={t(firstOfAll.value ? "sign_up.title.first" : "sign_up.title")} lead={lead()}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("name")}
          name="name"
          autocomplete="name"
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
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
        <NewPassword
          label={t("password")}
          value={password}
          onValue={setPassword}
          known={[name, email]}
          error={form.about("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("sign_up")}
        </Button>
      </form>
      {/* Of the first account nobody has one already, but may have one at a provider. */}
      {(!firstOfAll.value || (welcome.value?.providers ?? []).length > 0) && (
        <div class={style.other}>
          <p>
            {t.pieces("sign_up.have_account", {
              sign_in: (
                <Link key="sign-in" href={path("signIn")}>
                  {t("sign_in")}
                </Link>
              ),
            })}
          </p>
        </div>
      )}
    </Gate>
  );
}

/** The first of all looks after the installation, unless the operator has it otherwise. */
function lead(): string {
  if (!firstOfAll.value || welcome.value?.first === "account") return t("sign_up.lead");
  return t(welcome.value?.sign_up === "first" ? "sign_up.lead.first" : "sign_up.lead.operator");
}
