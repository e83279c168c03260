import { useSignal } from "@preact/signals";
import { Refusal } from "@shared/api/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { PasswordField, TextField } from "@shared/ui/field.tsx";
import { Link } from "@shared/ui/router.tsx";
import { useRef } from "preact/hooks";
import { signIn } from "../desk/asking.ts";
import { FORGOTTEN } from "../place.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import { Choose } from "./choose.tsx";
import { Frame } from "./frame.tsx";
import style from "./sign-in.module.css";

interface SignInProps {
  /** The project of the address one came by: after signing in one is back there. */
  wanted: string | null;
  /** Why one is asked, when one was signed in a moment ago. */
  why?: string;
  onSignedIn: (project: string, language: string) => void;
}

/** E-mail and password; which project is asked only after the password matched in several. */
export function SignIn({ wanted, why, onSignedIn }: SignInProps) {
  const email = useSignal("");
  const password = useSignal("");
  const problem = useSignal<{ field: string | null; words: string } | null>(null);
  const choices = useSignal<{ project_id: string; name: string }[]>([]);
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);

  const enter = async (project_id?: string) => {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      const given = { email: email.value.trim(), password: password.value };
      const entry = await signIn(project_id ? { ...given, project_id } : given);
      const here = entry.choose.find((one) => one.project_id === wanted);
      if (entry.signed_in) return onSignedIn(entry.signed_in.project.id, entry.signed_in.agent.language);
      busy.value = false;
      if (here && !project_id) return await enter(here.project_id);
      choices.value = entry.choose;
    } catch (refused) {
      choices.value = [];
      const field = refused instanceof Refusal ? refused.field : null;
      problem.value = { field, words: inWords(refused) };
      form.current?.querySelector<HTMLInputElement>("input[type=password]")?.focus();
    } finally {
      busy.value = false;
    }
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (!email.value.trim()) problem.value = { field: "email", words: t("signin.email.blank") };
    else if (!password.value) problem.value = { field: "password", words: t("signin.password.blank") };
    else return void enter();
    form.current?.querySelector<HTMLInputElement>(`input[name=${problem.value.field}]`)?.focus();
  };

  if (choices.value.length > 0) {
    return (
      <Choose
        title={t("choose.title")}
        words={t("choose.words", { email: email.value.trim() })}
        projects={choices.value.map((one) => ({ id: one.project_id, name: one.name }))}
        busy={busy.value}
        onChoose={(id) => void enter(id)}
        onBack={() => {
          choices.value = [];
        }}
      />
    );
  }
  const at = (field: string) => (problem.value?.field === field ? problem.value.words : undefined);
  const general = at("email") || at("password") ? null : (problem.value?.words ?? null);
  return (
    <Frame title={t("signin.title")} words={t("signin.words")}>
      {why && <Banner tone="info">{why}</Banner>}
      <Problem words={general} />
      <form ref={form} class={style.form} noValidate onSubmit={submit}>
        <TextField
          label={t("signin.email")}
          type="email"
          name="email"
          value={email.value}
          error={at("email")}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          required
          onValue={(value) => {
            email.value = value;
          }}
        />
        <PasswordField
          label={t("signin.password")}
          name="password"
          value={password.value}
          error={at("password")}
          autocomplete="current-password"
          required
          onValue={(value) => {
            password.value = value;
          }}
        />
        <Button type="submit" look="primary" busy={busy.value}>
          {t("signin")}
        </Button>
        <p class={style.forgotten}>
          <Link href={FORGOTTEN}>{t("signin.forgotten")}</Link>
        </p>
      </form>
      <div class={style.note}>
        <p>{t("signin.accounts")}</p>
        <p>
          {t.pieces("signin.console", {
            console: (
              <a key="console" href="/console/">
                {t("console")}
              </a>
            ),
          })}
        </p>
      </div>
    </Frame>
  );
}
