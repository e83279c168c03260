import type { Project } from "@shared/api/index.ts";
import { ButtonLink } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { ArrowOutIcon } from "@shared/ui/icons.tsx";
import { t } from "../words.ts";
import style from "./page.module.css";
import { Section } from "./section.tsx";

/** The way to the other application, its address to hand on, and what is done where. */
export function Workbench({ project }: { project: Project }) {
  return (
    <Section id="workbench" title={t("workbench")} lead={t("workbench.lead")}>
      <div class={style.enter}>
        {/* In a tab of its own: the checklist stays open here and ticks itself meanwhile. */}
        <ButtonLink
          look="primary"
          icon={ArrowOutIcon}
          href={project.workspace_url}
          target="_blank"
          rel="noopener"
        >
          {t("workbench.enter")}
        </ButtonLink>
        <div class={style.address}>
          <code dir="ltr">{project.workspace_url}</code>
          <CopyButton
            size="s"
            look="quiet"
            text={project.workspace_url}
            label={t("workbench.copy")}
            done={t("workbench.copied")}
          />
        </div>
      </div>
      <p class={style.hint}>{t("workbench.share")}</p>
      <dl class={style.difference}>
        <div data-here="">
          <dt>
            {t("difference.console")} <span class={style.here}>{t("difference.here")}</span>
          </dt>
          <dd>{t("difference.console.words")}</dd>
        </div>
        <div>
          <dt>{t("difference.workspace")}</dt>
          <dd>{t("difference.workspace.words")}</dd>
        </div>
      </dl>
    </Section>
  );
}
