import { useSignal } from "@preact/signals";
import type { InvitationFor } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { PasswordField, TextField } from "@shared/ui/field.tsx";
import { Meter } from "@shared/ui/meter.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { strength } from "@shared/ui/strength.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useEffect, useState } from "preact/hooks";
import { joinTeam, lookAtInvitation } from "../desk/asking.ts";
import { HOME } from "../place.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import { Frame } from "./frame.tsx";
import style from "./sign-in.module.css";

/** Where an invitation's link leads. Its token stands behind the #, which no server and no log is told. */
export function Join({ onSignedIn }: { onSignedIn: (project: string, language: string) => void }) {
  // Read once: it leaves the address at once, so that neither the history nor a shared screen keeps it.
  const [token] = useState(() => location.hash.slice(1));
  const invitation = useSignal<InvitationFor | null>(null);
  const problem = useSignal<string | null>(null);
  const [name, setName] = useState("");
  const [password, choose] = useState("");
  useEffect(() => {
    history.replaceState(null, "", location.pathname);
    lookAtInvitation(token).then(
      (found) => {
        invitation.value = found;
      },
      (refused) => {
        problem.value = inWords(refused);
      },
    );
  }, [token]);
  const form = useSubmit(
    ["name", "password"],
    async () => {
      if (!name.trim()) refuse("name", t("join.name.blank"));
      if (!password) refuse("password", t("set.password.blank"));
      const { project, agent } = await joinTeam({ token, name, password });
      onSignedIn(project.id, agent.language);
    },
    t("problem.unknown"),
  );

  if (problem.value) {
    return (
      <Frame title={t("join.bad")} words={problem.value}>
        <Button onClick={() => navigate(HOME, { replace: true })}>{t("set.to_signin")}</Button>
      </Frame>
    );
  }
  if (!invitation.value) {
    return (
      <Frame title={t("join.do")} words="">
        <Skeleton label={t("entering")} lines={2} />
      </Frame>
    );
  }
  const { project, email, role, invited_by } = invitation.value;
  const score = strength(password, [email, name, project.name]);
  return (
    <Frame
      title={t("join.title", { project: project.name })}
      words={t("join.words", { by: invited_by, email, role: t(`role.${role}`) })}
    >
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <TextField
          label={t("join.name")}
          hint={t("join.name.hint")}
          name="name"
          autocomplete="name"
          maxLength={80}
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
        {/* For password managers, which look for whose password it is. */}
        <input type="hidden" name="username" autocomplete="username" value={email} />
        <PasswordField
          label={t("set.password")}
          name="new-password"
          autocomplete="new-password"
          maxLength={200}
          value={password}
          onValue={choose}
          error={form.about("password")}
          hint={score ? <Meter value={score} label={t(`strength.${score}`)} /> : t("set.hint")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("join.do")}
        </Button>
      </form>
    </Frame>
  );
}
