import type { Project } from "@shared/api/index.ts";
import { useEffect } from "preact/hooks";
import { done } from "../administrators/asked.ts";
import { Management } from "../administrators/module.tsx";
import { Questions } from "../help/questions.tsx";
import { SubscriptionModule } from "../subscription/module.tsx";
import { Checklist } from "./checklist.tsx";
import { Install } from "./install.tsx";
import style from "./page.module.css";
import { skew } from "./project.ts";
import { Workbench } from "./workbench.tsx";

/** Project Management: everything an owner sets up for one project. Nobody is answered here. */
export function Overview({ project }: { project: Project }) {
  useEffect(() => done, [project.id]);
  return (
    <div class={style.page}>
      <div class={style.main}>
        <Checklist project={project} />
        <Workbench project={project} />
        <Install project={project} />
        <SubscriptionModule projectId={project.id} subscription={project.subscription} skew={skew.value} />
        <Management project={project} />
      </div>
      <Questions />
    </div>
  );
}
