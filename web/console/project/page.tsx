import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ChevronStartIcon, SearchIcon } from "@shared/ui/icons.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { Tabs } from "@shared/ui/tabs.tsx";
import { useEffect } from "preact/hooks";
import { useFresh } from "../loaded.ts";
import { type PlaceName, path } from "../places.ts";
import { t } from "../words.ts";
import { ClosedProject } from "./closed.tsx";
import { ProjectName } from "./name.tsx";
import style from "./page.module.css";
import { missing, openProject, problem, project, refreshProject, trouble } from "./project.ts";
import { steps } from "./steps.ts";
import { TABS } from "./tabs.ts";

/** A project's pages: its name, and below it the tab that is open. */
export function ProjectPage({ id, at }: { id: string; at: PlaceName }) {
  useEffect(() => openProject(id), [id]);
  const shown = project.value;
  // While somebody is on the way to the first conversation the list should tick before their eyes.
  const settled = shown !== null && steps(shown).every((each) => each.done);
  useFresh(freshen, settled ? 30_000 : 4_000);
  const open = TABS.find((tab) => tab.at === at);
  return (
    <>
      <Link class={style.back} href={path("projects")}>
        <ChevronStartIcon size={16} />
        {t("projects.all")}
      </Link>
      {problem.value && trouble.value === "project_closed" ? (
        <ClosedProject id={id} />
      ) : (problem.value && missing.value) || !open ? (
        <div role="alert">
          <Empty
            icon={SearchIcon}
            title={open ? t("project.failed") : t("nowhere.title")}
            actions={<Button onClick={() => navigate(path("projects"))}>{t("projects.all")}</Button>}
          >
            {open ? problem.value : t("nowhere.words")}
          </Empty>
        </div>
      ) : problem.value ? (
        <Failed title={t("project.failed")} words={problem.value} onRetry={() => refreshProject()} />
      ) : !shown ? (
        <Skeleton label={t("loading")} lines={6} />
      ) : (
        <>
          <div class={style.head}>
            <ProjectName project={shown} />
          </div>
          <Tabs
            label={t("project.tabs")}
            tabs={TABS.map((tab) => ({
              href: path(tab.at, { project: id }),
              label: tab.label(),
              current: tab.at === at,
            }))}
          />
          <open.page project={shown} />
        </>
      )}
    </>
  );
}

/** What could not be loaded is asked for again by the person and not by the clock. */
function freshen() {
  if (project.peek()) void refreshProject(true);
}
