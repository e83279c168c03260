import { type Administrator, client, type Project } from "@shared/api/index.ts";
import { language } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { account } from "../session/account.ts";
import { NewPassword } from "../session/new-password.tsx";
import { t } from "../words.ts";
import style from "./checklist.module.css";
import { refreshProject, within } from "./project.ts";

const workspace = client({
  base: "/api/v1/workspace",
  language: () => language.peek(),
  words: { noConnection: () => t("problem.connection"), unexpected: () => t("problem.unexpected") },
});

/** The administrator who is the reader and has no password yet, where the Workspace is on this very host. */
export function mySelf(project: Project): Administrator | undefined {
  if (new URL(project.workspace_url).origin !== location.origin) return undefined;
  return project.administrators.find((one) => !one.has_password && one.email === account.value?.email);
}

/** Sets one's own first password where it is asked for, and signs in to the Workspace with what was just typed. */
export function FirstPassword({ project, person }: { project: Project; person: Administrator }) {
  const [password, setPassword] = useState("");
  const form = useSubmit(
    ["password"],
    async () => {
      if (!password) refuse("password", t("password.blank"));
      const change = { password, version: person.version };
      await ask("PATCH", within(`/administrators/${person.id}`), { body: change });
      try {
        const who = { email: person.email, password, project_id: project.id };
        await workspace("POST", "/session", { body: who, open: true });
      } catch {
        // It is set all the same: the next step leads to the sign-in page, which says what is wrong.
        return void (await refreshProject(true));
      }
      location.assign(project.workspace_url);
    },
    t("problem.unexpected"),
  );
  return (
    <form class={style.form} {...form.attributes}>
      <Problem words={form.problem} />
      <NewPassword
        label={t("step.password.label")}
        value={password}
        onValue={setPassword}
        known={[person.email, person.name, project.name]}
        error={form.about("password")}
      />
      <Button type="submit" look="primary" busy={form.busy}>
        {t("step.password.enter")}
      </Button>
    </form>
  );
}
