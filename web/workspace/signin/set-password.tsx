import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { openPasswordLink, setPassword } from "../desk/asking.ts";
import { HOME } from "../place.ts";
import { t } from "../words.ts";
import { Frame } from "./frame.tsx";
import { useLink } from "./link.ts";
import { NewPassword } from "./new-password.tsx";
import style from "./sign-in.module.css";

/** Where a mailed link leads. */
export function SetPassword({ onSignedIn }: { onSignedIn: (project: string, language: string) => void }) {
  const { token, shown, problem } = useLink(openPasswordLink);
  const [password, choose] = useState("");
  const form = useSubmit(
    ["password"],
    async () => {
      if (!password) refuse("password", t("set.password.blank"));
      const { project, agent } = await setPassword(token, password);
      onSignedIn(project.id, agent.language);
    },
    t("problem.unknown"),
  );

  if (problem) {
    return (
      <Frame title={t("set.bad")} words={problem}>
        <Button onClick={() => navigate(HOME, { replace: true })}>{t("set.to_signin")}</Button>
      </Frame>
    );
  }
  if (!shown) {
    return (
      <Frame title={t("set.title")} words="">
        <Skeleton label={t("entering")} lines={2} />
      </Frame>
    );
  }
  const { email, name, project } = shown;
  return (
    <Frame title={t("set.title")} words={t("set.words", { email, project: project.name })}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <NewPassword
          email={email}
          known={[name, project.name]}
          value={password}
          onValue={choose}
          error={form.about("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("set.do")}
        </Button>
      </form>
    </Frame>
  );
}
