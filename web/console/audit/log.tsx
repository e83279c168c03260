import type { AuditEntry, AuditPerson, Page } from "@shared/api/index.ts";
import { address } from "@shared/api/index.ts";
import { formatDay, formatMoment, formatTime } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ClockIcon, DownloadIcon } from "@shared/ui/icons.tsx";
import { Link, query } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { usePaged } from "../installation/paged.ts";
import { t } from "../words.ts";
import style from "./audit.module.css";
import { asked, filtered, type Group } from "./filters.ts";
import { Filters } from "./filters.tsx";
import { byDay } from "./grouping.ts";
import { named, said } from "./said.ts";

interface AuditLogProps {
  /** Where the server keeps it: "/account/audit". */
  path: string;
  /** What can stand in it, for the filter. */
  groups: readonly Group[];
  lead: string;
  /** Where one finds the project that an entry is about, where there is more than one. */
  projectAt?: ((id: string) => string) | undefined;
}

type AuditPage = Page<AuditEntry> & { people: AuditPerson[] };

/** Who did what, when and from where, newest first. The filters stand in the address. */
export function AuditLog({ path, groups, lead, projectAt }: AuditLogProps) {
  const wanted = asked(query.value);
  const list = usePaged<AuditEntry, AuditPage>(path, wanted);
  return (
    <div class={style.page}>
      <header class={style.head}>
        <p class={style.lead}>{lead}</p>
        <ButtonLink
          href={address(`/api/v1/console${path}/export`, wanted)}
          download="audit-log.csv"
          icon={DownloadIcon}
        >
          {t("audit_log.export")}
        </ButtonLink>
      </header>
      <Filters groups={groups} people={list.first?.people ?? []} />
      <Entries list={list} projectAt={projectAt} />
    </div>
  );
}

interface EntriesProps {
  list: ReturnType<typeof usePaged<AuditEntry, AuditPage>>;
  projectAt: AuditLogProps["projectAt"];
}

function Entries({ list, projectAt }: EntriesProps) {
  const { items, more, problem, busy, again } = list;
  if (problem && !items) return <Failed title={t("audit_log.failed")} words={problem} onRetry={again} />;
  if (!items) return <Skeleton label={t("loading")} lines={6} />;
  if (items.length === 0) {
    return filtered(query.value) ? (
      <Empty icon={ClockIcon} title={t("audit_log.nothing_found")} />
    ) : (
      <Empty icon={ClockIcon} title={t("audit_log.none")}>
        {t("audit_log.none.why")}
      </Empty>
    );
  }
  return (
    <>
      {byDay(items).map((day) => (
        <section key={day.at} class={style.day} aria-label={formatDay(day.at)}>
          <h2>{formatDay(day.at)}</h2>
          <ol class={style.list}>
            {day.entries.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                project={entry.project_id && projectAt?.(entry.project_id)}
              />
            ))}
          </ol>
        </section>
      ))}
      <Problem words={problem} />
      {more && (
        <Button busy={busy} onClick={more}>
          {t("audit_log.more")}
        </Button>
      )}
    </>
  );
}

function Entry({ entry, project }: { entry: AuditEntry; project: string | null | undefined }) {
  const browser = [entry.browser, entry.system].filter(Boolean).join(", ");
  const reason = entry.details.reason;
  return (
    <li class={style.entry}>
      <time class={style.time} dateTime={new Date(entry.at).toISOString()} title={formatMoment(entry.at)}>
        {formatTime(entry.at)}
      </time>
      <div class={style.told}>
        <p>{said({ ...entry, by: named(entry.by) })}</p>
        {reason && <p class={style.from}>{t("audit_log.reason", { reason })}</p>}
        {(entry.ip || project) && (
          <p class={style.from}>
            {entry.ip && <bdi>{entry.ip}</bdi>}
            {browser && <span>{browser}</span>}
            {project && <Link href={project}>{t("audit_log.project")}</Link>}
          </p>
        )}
      </div>
    </li>
  );
}
