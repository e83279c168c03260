import { inWords } from "@shared/api/index.ts";
import { formatDate, formatNumber } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { ChevronEndIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { useEffect, useState } from "preact/hooks";
import { path } from "../places.ts";
import { ask } from "../server.ts";
import { StateBadge } from "../subscription/state.tsx";
import { validity } from "../subscription/validity.ts";
import { t } from "../words.ts";
import { Choice, Found, Search, useChosen, useSearched } from "./found.tsx";
import style from "./installation.module.css";
import { usePaged } from "./paged.ts";
import type { Overview, ProjectLine } from "./types.ts";

const SHOWN = ["open", "closed"] as const;

export function ProjectsFound() {
  const show = useChosen("show", SHOWN);
  const list = usePaged<ProjectLine>("/installation/projects", { search: useSearched(), show });
  return (
    <div class={style.page}>
      <Numbers />
      <div class={style.filters}>
        <Search label={t("installation.projects.search")} hint={t("installation.projects.search.hint")} />
        <Choice
          name="show"
          label={t("installation.state")}
          chosen={show}
          options={[
            { value: "", label: t("installation.projects.all") },
            { value: "open", label: t("installation.projects.open") },
            { value: "closed", label: t("project.deleted") },
          ]}
        />
      </div>
      <Found
        list={list}
        label={t("projects")}
        none={t("installation.projects.none")}
        row={(project) => <ProjectRow project={project} />}
      />
    </div>
  );
}

/** One project: whose it is and what it may use. Nothing of what is said in it. */
export function ProjectRow({ project }: { project: ProjectLine }) {
  const { state, valid_until, seats } = project.subscription;
  const owners = project.owners.map((one) => one.email).join(", ");
  return (
    <Link class={style.row} href={path("installationProject", { found: project.id })}>
      <span class={style.who}>
        <span class={style.name}>{project.name}</span>
        <span class={style.quiet}>{owners || t("installation.project.nobody")}</span>
      </span>
      <span class={style.quiet}>
        {t("installation.seats", { used: seats.used + seats.suspended, bought: seats.bought })}
      </span>
      <span class={style.quiet}>{validity(state, valid_until, Date.now())}</span>
      <span class={style.quiet}>{t("installation.created", { day: formatDate(project.created_at) })}</span>
      {project.closed_at === null ? (
        <StateBadge state={state} until={valid_until} />
      ) : (
        <Badge>{t("project.deleted")}</Badge>
      )}
      <ChevronEndIcon size={18} />
    </Link>
  );
}

/** The installation in numbers. They are told in passing: without them the list below is as good. */
function Numbers() {
  const [seen, setSeen] = useState<Overview | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    ask<Overview>("GET", "/installation/overview").then(setSeen, (thrown) =>
      setProblem(inWords(thrown, t("problem.unexpected"))),
    );
  }, []);
  if (problem) return <Problem words={problem} />;
  const numbers = [
    ["projects", seen?.projects],
    ["accounts", seen?.accounts],
    ["operators", seen?.operators],
    ["blocked", seen?.blocked],
    ["seats_used", seen?.seats_used],
    ["seats_bought", seen?.seats_bought],
    ["ending", seen?.ending_soon],
  ] as const;
  return (
    <dl class={style.numbers} aria-busy={seen === null}>
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`installation.number.${name}`)}</dt>
          <dd>{value === undefined ? "–" : formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
