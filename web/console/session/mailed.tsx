import { Refusal } from "@shared/api/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { Link } from "@shared/ui/router.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { path } from "../places.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import { account, refreshAccount, welcome } from "./account.ts";
import style from "./gate.module.css";
import { Gate } from "./gate.tsx";
import { NewPassword } from "./new-password.tsx";

/** What stands behind the `#` of a mailed link. It leaves the address bar at once. */
function useToken(): string {
  const [token] = useState(() => {
    const found = location.hash.slice(1);
    if (found) history.replaceState(null, "", location.pathname);
    return found;
  });
  return token;
}

/** A forgotten password: asked for by address, set with the link that was mailed. */
export function ResetPage() {
  const token = useToken();
  const [another, setAnother] = useState(!token);
  return another ? <AskForLink /> : <SetPassword token={token} onAnother={() => setAnother(true)} />;
}

function AskForLink() {
  const [email, setEmail] = useState(account.peek()?.email ?? "");
  const [sent, setSent] = useState(false);
  const form = useSubmit(
    ["email"],
    async () => {
      if (!email.trim()) refuse("email", t("email.blank"));
      await ask("POST", "/password-resets", { body: { email: email.trim() }, open: true });
      setSent(true);
    },
    t("problem.unexpected"),
  );
  if (sent)
    return (
      <Gate title={t("reset.sent.title")} lead={t("reset.sent", { email: email.trim() })}>
        {!welcome.value?.mail && <Banner tone="warning">{t("reset.no_mail")}</Banner>}
        <Away />
      </Gate>
    );
  return (
    <Gate title={t("reset.title")} lead={t("reset.lead")}>
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
        <Button type="submit" look="primary" busy={form.busy}>
          {t("reset.ask")}
        </Button>
      </form>
      <Away />
    </Gate>
  );
}

function SetPassword({ token, onAnother }: { token: string; onAnother: () => void }) {
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const form = useSubmit(
    ["password"],
    async () => {
      if (!password) refuse("password", t("password.blank"));
      await ask("POST", "/password-resets/new-password", { body: { token, password }, open: true });
      account.value = null;
      setDone(true);
    },
    t("problem.unexpected"),
  );
  if (done) return <Done title={t("reset.done.title")} words={t("reset.done")} to="signIn" />;
  return (
    <Gate title={t("reset.new")} lead={t("reset.new.lead")}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <NewPassword
          label={t("password.new")}
          value={password}
          onValue={setPassword}
          known={[]}
          error={form.about("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("reset.save")}
        </Button>
      </form>
      <div class={style.other}>
        <button type="button" class={style.link} onClick={onAnother}>
          {t("reset.another")}
        </button>
      </div>
    </Gate>
  );
}

export function ConfirmPage() {
  const token = useToken();
  const [email, setEmail] = useState("");
  const [over, setOver] = useState(false);
  const form = useSubmit(
    [],
    async () => {
      const confirmed = await ask<{ email: string }>("POST", "/email-confirmations", {
        body: { token },
        open: true,
      }).catch(endOf(setOver));
      setEmail(confirmed.email);
      await refreshAccount();
    },
    t("problem.unexpected"),
  );
  if (email)
    return <Done title={t("confirm.done.title")} words={t("confirm.done", { email })} to="projects" />;
  return (
    <Gate title={t("confirm.title")} lead={t("confirm.lead")}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <Go busy={form.busy} over={over} words={t("confirm.go")} />
      </form>
    </Gate>
  );
}

interface Change {
  email: string;
  waiting_for: "old" | "new" | null;
}

/** One of the two links that change an address. */
export function ChangeEmailPage() {
  const token = useToken();
  const [change, setChange] = useState<Change | null>(null);
  const [over, setOver] = useState(false);
  const form = useSubmit(
    [],
    async () => {
      setChange(
        await ask<Change>("POST", "/email-changes", { body: { token }, open: true }).catch(endOf(setOver)),
      );
      await refreshAccount();
    },
    t("problem.unexpected"),
  );
  if (change)
    return (
      <Done
        title={t(change.waiting_for ? "change_email.half.title" : "change_email.done.title")}
        words={t(`change_email.${change.waiting_for ?? "done"}`, { email: change.email })}
        to="projects"
      />
    );
  return (
    <Gate title={t("change_email.title")} lead={t("change_email.lead")}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <Go busy={form.busy} over={over} words={t("change_email.go")} />
      </form>
    </Gate>
  );
}

function Done({ title, words, to }: { title: string; words: string; to: "signIn" | "projects" }) {
  return (
    <Gate title={title} lead={words}>
      <Onward to={to} />
    </Gate>
  );
}

/** Notices that the link itself is no good, which no second press will change. */
function endOf(over: (over: true) => void) {
  return (thrown: unknown): never => {
    if (thrown instanceof Refusal && thrown.code === "bad_link") over(true);
    throw thrown;
  };
}

/** What the link is for; once it is no good, the way on. */
function Go({ busy, over, words }: { busy: boolean; over: boolean; words: string }) {
  if (over) return <Onward to="projects" />;
  return (
    <Button type="submit" look="primary" busy={busy}>
      {words}
    </Button>
  );
}

function Onward({ to }: { to: "signIn" | "projects" }) {
  return (
    <ButtonLink look="primary" href={path(to)}>
      {t(to === "signIn" ? "sign_in" : "again.onward")}
    </ButtonLink>
  );
}

function Away() {
  return (
    <div class={style.other}>
      <Link href={path("signIn")}>{t("reset.back")}</Link>
    </div>
  );
}
