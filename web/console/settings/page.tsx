import type { Project } from "@shared/api/index.ts";
import { Closing } from "./closing.tsx";
import { General } from "./general.tsx";
import { OwnersModule } from "./owners.tsx";
import style from "./settings.module.css";

/** What a project is: its picture, its language and clock, who owns it, and its end. */
export function SettingsPage({ project }: { project: Project }) {
  return (
    <div class={style.page} key={project.id}>
      <General project={project} />
      <OwnersModule project={project} />
      <Closing project={project} />
    </div>
  );
}
