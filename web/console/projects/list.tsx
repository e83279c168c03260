import type { Page, ProjectSummary } from "@shared/api/index.ts";
import { formatDate } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ChevronEndIcon, SearchIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { announce, toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { PageHeading } from "../heading.tsx";
import { useFresh } from "../loaded.ts";
import { path } from "../places.ts";
import { StateBadge } from "../subscription/state.tsx";
import { validity } from "../subscription/validity.ts";
import { t } from "../words.ts";
import { FirstProject, NewProject } from "./create.tsx";
import style from "./projects.module.css";
import { moreProjects, projects, restoreProject, searched } from "./projects.ts";

/** From how many projects on there is something to search in. */
const MANY = 8;
const TYPED = 250;

export function ProjectList() {
  useEffect(() => {
    searched.value = "";
    void projects.refresh();
  }, []);
  useFresh(freshen, 30_000);
  const page = projects.value.value;
  const problem = projects.problem.value;
  const search = searched.value;
  // Once there are many there stays a field, however few of them are found.
  const [many, setMany] = useState(false);
  if (!many && page && (page.items.length >= MANY || page.next)) setMany(true);

  if (problem)
    return <Failed title={t("projects.failed")} words={problem} onRetry={() => projects.refresh()} />;
  if (!page) return <Skeleton label={t("loading")} lines={5} />;
  if (page.items.length === 0 && !search && !many) return <Welcome />;
  return (
    <div class={style.page}>
      <header class={style.head}>
        <PageHeading>{t("projects")}</PageHeading>
        <NewProject />
      </header>
      {many && <Search />}
      {page.items.length === 0 ? (
        <div class={style.nothing}>
          <Empty icon={SearchIcon} title={t("projects.none_found", { search })} />
        </div>
      ) : (
        <Rows page={page} />
      )}
      {page.next && <More />}
    </div>
  );
}

function Search() {
  const [typed, setTyped] = useState(searched.peek());
  useEffect(() => {
    if (typed === searched.peek()) return;
    const later = setTimeout(() => {
      searched.value = typed;
      void projects.refresh(true);
    }, TYPED);
    return () => clearTimeout(later);
  }, [typed]);
  return <SearchField label={t("projects.search")} value={typed} onValue={setTyped} />;
}

/** What is on comes first; what is deleted waits below in case somebody wants it back. */
function Rows({ page }: { page: Page<ProjectSummary> }) {
  const on = (project: ProjectSummary) => project.closed_at === null;
  const sorted = [...page.items.filter(on), ...page.items.filter((one) => !on(one))];
  return (
    <ul class={style.list}>
      {sorted.map((project) => (
        <li key={project.id}>{on(project) ? <Row project={project} /> : <ClosedRow project={project} />}</li>
      ))}
    </ul>
  );
}

function Row({ project }: { project: ProjectSummary }) {
  return (
    <Link class={style.row} href={path("project", { project: project.id })}>
      <Avatar square name={project.name} id={project.id} picture={project.avatar} />
      <span class={style.name}>
        <bdi>{project.name}</bdi>
      </span>
      <span class={style.meta}>{validity(project.state, project.valid_until, Date.now())}</span>
      <StateBadge state={project.state} until={project.valid_until} />
      <ChevronEndIcon size={18} />
    </Link>
  );
}

/** Off already, and erased on its day unless somebody restores it. */
function ClosedRow({ project }: { project: ProjectSummary }) {
  const restore = useSubmit(
    [],
    async () => {
      await restoreProject(project.id);
      toast(t("restore.done", { name: project.name }));
    },
    t("problem.unexpected"),
  );
  useEffect(() => {
    if (restore.problem) toast(restore.problem, "problem");
  }, [restore.problem]);
  return (
    <div class={style.row} data-closed="">
      <Avatar square name={project.name} id={project.id} picture={project.avatar} />
      <span class={style.name}>
        <bdi>{project.name}</bdi>
      </span>
      <span class={style.meta}>{t("project.erased_on", { day: formatDate(project.erased_at ?? 0) })}</span>
      <Badge>{t("project.deleted")}</Badge>
      <Button
        size="s"
        busy={restore.busy}
        aria-label={t("restore.named", { name: project.name })}
        onClick={() => restore.submit()}
      >
        {t("restore")}
      </Button>
    </div>
  );
}

/** Only once there is something to replace: a list that could not be loaded is asked for again by the person. */
function freshen() {
  if (projects.value.peek() && !projects.value.peek()?.next) void projects.refresh(true);
}

function More() {
  const more = useSubmit(
    [],
    async () => {
      const before = projects.value.peek()?.items.length ?? 0;
      await moreProjects();
      announce(t("projects.more.done", { n: (projects.value.peek()?.items.length ?? 0) - before }));
    },
    t("problem.unexpected"),
  );
  useEffect(() => {
    if (more.problem) toast(more.problem, "problem");
  }, [more.problem]);
  return (
    <Button busy={more.busy} onClick={() => more.submit()}>
      {t("projects.more")}
    </Button>
  );
}

function Welcome() {
  return (
    <div class={style.welcome}>
      <PageHeading>{t("welcome.title")}</PageHeading>
      <p class={style.lead}>{t("welcome.lead")}</p>
      <FirstProject />
      <ol class={style.steps}>
        <li>{t("welcome.step.password")}</li>
        <li>{t("welcome.step.workbench")}</li>
        <li>{t("welcome.step.try")}</li>
      </ol>
    </div>
  );
}
