import { useSignal } from "@preact/signals";
import type { LinkFor } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { PasswordField } from "@shared/ui/field.tsx";
import { Meter } from "@shared/ui/meter.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { strength } from "@shared/ui/strength.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useEffect, useState } from "preact/hooks";
import { openPasswordLink, setPassword } from "../desk/asking.ts";
import { HOME } from "../place.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import { Frame } from "./frame.tsx";
import style from "./sign-in.module.css";

/** Where a mailed link leads. Its token stands behind the #, which no server and no log is told. */
export function SetPassword({ onSignedIn }: { onSignedIn: (project: string, language: string) => void }) {
  // Read once: it leaves the address at once, so that neither the history nor a shared screen keeps it.
  const [token] = useState(() => location.hash.slice(1));
  const whose = useSignal<LinkFor | null>(null);
  const problem = useSignal<string | null>(null);
  const [password, choose] = useState("");
  useEffect(() => {
    history.replaceState(null, "", location.pathname);
    openPasswordLink(token).then(
      (found) => {
        whose.value = found;
      },
      (refused) => {
        problem.value = inWords(refused);
      },
    );
  }, [token]);
  const form = useSubmit(
    ["password"],
    async () => {
      if (!password) refuse("password", t("set.password.blank"));
      const { project, agent } = await setPassword(token, password);
      onSignedIn(project.id, agent.language);
    },
    t("problem.unknown"),
  );

  if (problem.value) {
    return (
      <Frame title={t("set.bad")} words={problem.value}>
        <Button onClick={() => navigate(HOME, { replace: true })}>{t("set.to_signin")}</Button>
      </Frame>
    );
  }
  if (!whose.value) {
    return (
      <Frame title={t("set.title")} words="">
        <Skeleton label={t("entering")} lines={2} />
      </Frame>
    );
  }
  const { email, name, project } = whose.value;
  const score = strength(password, [email, name, project.name]);
  return (
    <Frame title={t("set.title")} words={t("set.words", { email, project: project.name })}>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
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
          {t("set.do")}
        </Button>
      </form>
    </Frame>
  );
}
