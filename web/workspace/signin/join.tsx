import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { joinTeam, lookAtInvitation } from "../desk/asking.ts";
import { HOME } from "../place.ts";
import { t } from "../words.ts";
import { Frame } from "./frame.tsx";
import { useLink } from "./link.ts";
import { NewPassword } from "./new-password.tsx";
import style from "./sign-in.module.css";

/** Where an invitation's link leads. */
export function Join({ onSignedIn }: { onSignedIn: (project: string, language: string) => void }) {
  const { token, shown, problem } = useLink(lookAtInvitation);
  const [name, setName] = useState("");
  const [password, choose] = useState("");
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

  if (problem) {
    return (
      <Frame title={t("join.bad")} words={problem}>
        <Button onClick={() => navigate(HOME, { replace: true })}>{t("set.to_signin")}</Button>
      </Frame>
    );
  }
  if (!shown) {
    return (
      <Frame title={t("join.do")} words="">
        <Skeleton label={t("entering")} lines={2} />
      </Frame>
    );
  }
  const { project, email, role, invited_by } = shown;
  return (
    <Frame
      title={t("join.title", { project: project.name })}
      words={t("join.words", { by: invited_by, email, role: t(`role.${role}`) })}
    >
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
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
        <NewPassword
          email={email}
          known={[name, project.name]}
          value={password}
          onValue={choose}
          error={form.about("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("join.do")}
        </Button>
      </form>
    </Frame>
  );
}
