import type { Administrator, Project } from "@shared/api/index.ts";
import { formatAgo, formatMoment } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { PersonIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { asked, askFor, done } from "./asked.ts";
import { AddDialog, ModifyDialog } from "./dialogs.tsx";

/** Who runs the project's Workspace: account, password, last sign-in. */
export function Management({ project }: { project: Project }) {
  const people = project.administrators;
  const open = asked.value;
  const modified = open?.what === "modify" ? people.find((one) => one.id === open.id) : undefined;
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
      {modified && <ModifyDialog key={modified.id} project={project} person={modified} onClose={done} />}
    </Section>
  );
}

function Person({ person }: { person: Administrator }) {
  const id = `account-${person.id}`;
  const modify = () => askFor({ what: "modify", id: person.id });
  return (
    <li class={style.person}>
      <Avatar name={person.name || person.email} id={person.id} />
      <div class={style.who}>
        <p class={style.account} id={id}>
          {person.email}
        </p>
        <p class={style.quiet}>
          {person.name && person.name !== person.email ? `${person.name} · ` : ""}
          {person.disabled_at !== null ? (
            t("administrator.disabled")
          ) : person.last_sign_in_at === null ? (
            t("administrator.never")
          ) : (
            <span title={formatMoment(person.last_sign_in_at)}>
              {t("administrator.last", { when: formatAgo(person.last_sign_in_at) })}
            </span>
          )}
        </p>
      </div>
      <div class={style.password}>
        {person.has_password ? (
          <>
            <Badge tone="success">{t("password.set")}</Badge>
            {person.password_changed_at !== null && (
              <span class={style.quiet} title={formatMoment(person.password_changed_at)}>
                {t("password.changed", { when: formatAgo(person.password_changed_at) })}
              </span>
            )}
          </>
        ) : (
          <Badge tone="warning">{t("password.none")}</Badge>
        )}
      </div>
      <Button size="s" aria-describedby={id} onClick={modify}>
        {t("modify")}
      </Button>
      {!person.has_password && (
        <div class={style.offer}>
          <Banner
            tone="warning"
            actions={
              <Button size="s" aria-describedby={id} onClick={modify}>
                {t("password.offer")}
              </Button>
            }
          >
            {t("password.none.why")}
          </Banner>
        </div>
      )}
    </li>
  );
}
