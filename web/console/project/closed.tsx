import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { ClockIcon } from "@shared/ui/icons.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { path } from "../places.ts";
import { restoreProject } from "../projects/projects.ts";
import { t } from "../words.ts";
import { refreshProject } from "./project.ts";

/** A project that is off and waits to be erased: it can be had back, and nothing else. */
export function ClosedProject({ id }: { id: string }) {
  const restore = useSubmit(
    [],
    async () => {
      await restoreProject(id);
      await refreshProject();
    },
    t("problem.unexpected"),
  );
  return (
    <Empty
      icon={ClockIcon}
      title={t("project.closed")}
      actions={
        <>
          <Button look="primary" busy={restore.busy} onClick={() => restore.submit()}>
            {t("restore")}
          </Button>
          <Button onClick={() => navigate(path("projects"))}>{t("projects.all")}</Button>
        </>
      }
    >
      {t("project.closed.words")}
      <Problem words={restore.problem} />
    </Empty>
  );
}
