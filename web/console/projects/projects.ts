import { signal } from "@preact/signals";
import type { Page, Project, ProjectSummary } from "@shared/api/index.ts";
import { loaded } from "../loaded.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";

/** Most owners have a handful; who has hundreds gets the next page by asking for it. */
export const projects = loaded<Page<ProjectSummary>>(
  (quiet) => ask("GET", "/projects", { query: { limit: 50, search: searched.peek() || null }, open: quiet }),
  () => t("problem.unexpected"),
);

export async function moreProjects(): Promise<void> {
  const known = projects.value.peek();
  if (!known?.next) return;
  const further = await ask<Page<ProjectSummary>>("GET", "/projects", {
    query: { limit: 50, after: known.next, search: searched.peek() || null },
  });
  projects.set({ items: [...known.items, ...further.items], next: further.next });
}

/** What is searched for; the list follows. */
export const searched = signal("");

export async function restoreProject(id: string): Promise<void> {
  await ask("DELETE", `/projects/${id}/deletion`, { repeatable: true });
  await projects.refresh(true);
}

export async function deleteProject(id: string, name: string): Promise<void> {
  await ask("POST", `/projects/${id}/deletion`, { body: { name } });
}

/** For the switch in the header: open projects with this in their names. */
export function findProjects(search: string, signal: AbortSignal): Promise<Page<ProjectSummary>> {
  return ask("GET", "/projects", { query: { limit: 20, show: "open", search }, signal, open: true });
}

/** `clientId` is made once per form, so that a doubled press and a retry make one project. */
export function createProject(clientId: string, name: string, language: string): Promise<Project> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = { client_id: clientId, name, default_language: language, ...(time_zone ? { time_zone } : {}) };
  return ask<Project>("POST", "/projects", { body, repeatable: true });
}
