import type { Project } from "@shared/api/index.ts";
import { GeneralForm } from "@shared/general/general-form.tsx";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useRef } from "preact/hooks";
import { changeProject, setPicture } from "../project/project.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { pictureOf } from "./picture.ts";
import style from "./settings.module.css";

export function General({ project }: { project: Project }) {
  return (
    <Section id="general" title={t("general")} lead={t("general.lead")}>
      <Picture project={project} />
      <GeneralForm project={project} save={changeProject} otherwise={t("problem.unexpected")} />
    </Section>
  );
}

function Picture({ project }: { project: Project }) {
  const file = useRef<HTMLInputElement>(null);
  const change = useSubmit(
    [],
    async () => {
      const chosen = file.current?.files?.[0];
      try {
        if (!chosen) return;
        await setPicture(await pictureOf(chosen));
        toast(t("picture.done"));
      } finally {
        // The same file again is a choice of its own.
        if (file.current) file.current.value = "";
      }
    },
    t("problem.unexpected"),
  );
  const remove = useSubmit([], () => setPicture(null), t("problem.unexpected"));
  const problem = change.problem ?? remove.problem;
  return (
    <div class={style.picture}>
      <Avatar square size="xl" name={project.name} id={project.id} picture={project.avatar} />
      <div class={style.words}>
        <div class={style.choices}>
          <Button busy={change.busy} aria-describedby="picture-hint" onClick={() => file.current?.click()}>
            {t(project.avatar ? "picture.change" : "picture.choose")}
          </Button>
          {project.avatar && (
            <Button look="quiet" busy={remove.busy} onClick={() => remove.submit()}>
              {t("picture.remove")}
            </Button>
          )}
        </div>
        <p class={style.hint} id="picture-hint">
          {t("picture.hint")}
        </p>
        <Problem words={problem} />
      </div>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={t("picture.choose")}
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={() => change.submit()}
      />
    </div>
  );
}
