import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { ChevronEndIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect } from "preact/hooks";
import { PageHeading } from "../heading.tsx";
import { useFresh } from "../loaded.ts";
import { path } from "../places.ts";
import { StateBadge } from "../subscription/state.tsx";
import { validity } from "../subscription/validity.ts";
import { t } from "../words.ts";
import { FirstProject, NewProject } from "./create.tsx";
import style from "./projects.module.css";
import { moreProjects, projects } from "./projects.ts";

export function ProjectList() {
  useEffect(() => void projects.refresh(), []);
  useFresh(freshen, 30_000);
  const page = projects.value.value;
  const problem = projects.problem.value;

  if (problem)
    return <Failed title={t("projects.failed")} words={problem} onRetry={() => projects.refresh()} />;
  if (!page) return <Skeleton label={t("loading")} lines={5} />;
  if (page.items.length === 0) return <Welcome />;
  return (
    <div class={style.page}>
      <header class={style.head}>
        <PageHeading>{t("projects")}</PageHeading>
        <NewProject />
      </header>
      <ul class={style.list}>
        {page.items.map((project) => (
          <li key={project.id}>
            <Link class={style.row} href={path("project", { project: project.id })}>
              <span class={style.name}>{project.name}</span>
              <span class={style.meta}>{validity(project.state, project.valid_until, Date.now())}</span>
              <StateBadge state={project.state} />
              <ChevronEndIcon size={18} />
            </Link>
          </li>
        ))}
      </ul>
      {page.next && <More />}
    </div>
  );
}

/** Only once there is something to replace: a list that could not be loaded is asked for again by the person. */
function freshen() {
  if (projects.value.peek() && !projects.value.peek()?.next) void projects.refresh(true);
}

function More() {
  const more = useSubmit([], moreProjects, t("problem.unexpected"));
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
