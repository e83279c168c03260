import type { Project } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { PersonIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { asked, askFor, done } from "./asked.ts";
import { AddDialog, ModifyDialog } from "./dialogs.tsx";
import { LinkSent } from "./link-sent.tsx";
import { Person } from "./person.tsx";
import { RemoveDialog } from "./remove.tsx";

/** Who runs the project's Workspace: account, password, last sign-in. */
export function Management({ project }: { project: Project }) {
  const people = project.administrators;
  const open = asked.value;
  const about = open && "id" in open ? people.find((one) => one.id === open.id) : undefined;
  return (
    <Section
      id="management"
      title={t("management")}
      lead={t("management.lead")}
      actions={
        <Button size="s" icon={PlusIcon} onClick={() => askFor({ what: "add" })}>
          {t("administrator.add")}
        </Button>
      }
    >
      {people.length === 0 ? (
        <div class={style.none}>
          <Empty
            icon={PersonIcon}
            title={t("administrators.none")}
            actions={<Button onClick={() => askFor({ what: "add" })}>{t("administrators.none.add")}</Button>}
          >
            {t("administrators.none.why")}
          </Empty>
        </div>
      ) : (
        <ul class={style.people} aria-label={t("administrators")}>
          {people.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      )}
      {open?.what === "add" && <AddDialog project={project} onClose={done} />}
      {open?.what === "modify" && about && (
        <ModifyDialog key={about.id} project={project} person={about} onClose={done} />
      )}
      {open?.what === "remove" && about && <RemoveDialog person={about} onClose={done} />}
      {open?.what === "link" && <LinkSent sent={open.sent} onClose={done} />}
    </Section>
  );
}
