import type { Project } from "@shared/api/index.ts";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { CheckIcon } from "@shared/ui/icons.tsx";
import { askFor } from "../administrators/asked.ts";
import { t } from "../words.ts";
import style from "./checklist.module.css";
import { FirstPassword, mySelf } from "./first-password.tsx";
import { type Step, steps } from "./steps.ts";

/** Leads to the first conversation, shows one thing to do at a time, and is gone when all is done. */
export function Checklist({ project }: { project: Project }) {
  const all = steps(project);
  const done = all.filter((each) => each.done).length;
  const next = all.find((each) => !each.done)?.step;
  if (!next) return null;
  const self = mySelf(project);
  return (
    <section class={style.checklist} aria-labelledby="checklist-title">
      <header class={style.head}>
        <h2 id="checklist-title">{t("checklist")}</h2>
        <p class={style.progress}>{t("checklist.done", { n: done, all: all.length })}</p>
      </header>
      <ol class={style.steps}>
        {all.map(({ step, done }) => (
          <li key={step} data-done={done ? "" : undefined} aria-current={step === next ? "step" : undefined}>
            <span class={style.tick} aria-hidden="true">
              {done && <CheckIcon size={14} />}
            </span>
            <div class={style.words}>
              <p class={style.what}>
                {t(`step.${step}`)}
                {done && <span class={style.silent}> ({t("step.done")})</span>}
              </p>
              {step === next && <p class={style.why}>{t(`step.${step}.why`)}</p>}
              {step === next && step === "password" && self && (
                <FirstPassword project={project} person={self} />
              )}
            </div>
            {!done && !(step === "password" && self) && (
              <StepAction step={step} project={project} next={step === next} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepAction({ step, project, next }: { step: Step; project: Project; next: boolean }) {
  const looks = { size: "s", look: next ? "primary" : "secondary" } as const;
  const away = { ...looks, target: "_blank", rel: "noopener" } as const;
  // What cannot be done yet is named and not offered: the step before it leads there.
  if (step === "administrator") {
    return (
      <Button {...looks} onClick={() => askFor({ what: "add" })}>
        {t("step.administrator.do")}
      </Button>
    );
  }
  if (step === "password") {
    const person = project.administrators.find((one) => !one.has_password);
    return person ? (
      <Button {...looks} onClick={() => askFor({ what: "modify", id: person.id })}>
        {t("step.password.do")}
      </Button>
    ) : null;
  }
  if (step === "install") {
    return (
      <CopyButton
        {...looks}
        spelled
        text={project.snippet}
        label={t("step.install.do")}
        done={t("install.copied")}
      />
    );
  }
  if (!next) return null;
  return (
    <ButtonLink {...away} href={step === "message" ? project.preview_url : project.workspace_url}>
      {t(`step.${step}.do`)}
    </ButtonLink>
  );
}
