import type { Project } from "@shared/api/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { t } from "../words.ts";
import style from "./page.module.css";
import { Section } from "./section.tsx";
import { Sites } from "./sites.tsx";

/** The embed code, a page to try it on, and whether it was seen anywhere. */
export function Install({ project }: { project: Project }) {
  const seen = project.seen_on;
  return (
    <Section
      id="install"
      title={t("install")}
      lead={t("install.lead")}
      actions={
        seen.length > 0 ? (
          <Badge tone="success">{t("install.seen")}</Badge>
        ) : (
          <Badge>{t("install.unseen")}</Badge>
        )
      }
    >
      <div class={style.snippet}>
        <pre dir="ltr">
          <code>{project.snippet}</code>
        </pre>
        <CopyButton
          size="s"
          spelled
          text={project.snippet}
          label={t("install.copy")}
          done={t("install.copied")}
        />
      </div>
      <Sites seen={seen} />
      <p class={style.hint}>
        {t.pieces("install.try", {
          preview: (
            <a key="preview" href={project.preview_url} target="_blank" rel="noopener">
              {t("install.preview")}
            </a>
          ),
        })}
      </p>
    </Section>
  );
}
