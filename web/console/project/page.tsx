import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ChevronStartIcon, SearchIcon } from "@shared/ui/icons.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect } from "preact/hooks";
import { done } from "../administrators/asked.ts";
import { Management } from "../administrators/module.tsx";
import { Questions } from "../help/questions.tsx";
import { useFresh } from "../loaded.ts";
import { path } from "../places.ts";
import { SubscriptionModule } from "../subscription/module.tsx";
import { t } from "../words.ts";
import { Checklist } from "./checklist.tsx";
import { Install } from "./install.tsx";
import { ProjectName } from "./name.tsx";
import style from "./page.module.css";
import { missing, openProject, problem, project, refreshProject, skew } from "./project.ts";
import { steps } from "./steps.ts";
import { Workbench } from "./workbench.tsx";

/** Project Management: everything an owner sets up for one project. Nobody is answered here. */
export function ProjectPage({ id }: { id: string }) {
  useEffect(() => {
    openProject(id);
    return done;
  }, [id]);
  const shown = project.value;
  // While somebody is on the way to the first conversation the list should tick before their eyes.
  const settled = shown !== null && steps(shown).every((each) => each.done);
  useFresh(freshen, settled ? 30_000 : 4_000);
  return (
    <>
      <Link class={style.back} href={path("projects")}>
        <ChevronStartIcon size={16} />
        {t("projects.all")}
      </Link>
      {problem.value && missing.value ? (
        <div role="alert">
          <Empty
            icon={SearchIcon}
            title={t("project.failed")}
            actions={<Button onClick={() => navigate(path("projects"))}>{t("projects.all")}</Button>}
          >
            {problem.value}
          </Empty>
        </div>
      ) : problem.value ? (
        <Failed title={t("project.failed")} words={problem.value} onRetry={() => refreshProject()} />
      ) : !shown ? (
        <Skeleton label={t("loading")} lines={6} />
      ) : (
        <div class={style.page}>
          <div class={style.main}>
            <p class={style.kind}>{t("project.management")}</p>
            <ProjectName project={shown} />
            <Checklist project={shown} />
            <Workbench project={shown} />
            <Install project={shown} />
            <SubscriptionModule subscription={shown.subscription} skew={skew.value} />
            <Management project={shown} />
          </div>
          <Questions />
        </div>
      )}
    </>
  );
}

/** What could not be loaded is asked for again by the person and not by the clock. */
function freshen() {
  if (project.peek()) void refreshProject(true);
}
