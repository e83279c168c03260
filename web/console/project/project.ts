import { computed, signal } from "@preact/signals";
import type { Administrator, GeneralChange, Project } from "@shared/api/index.ts";
import { loaded } from "../loaded.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";

/** How far the server's clock is ahead of this one's: validity is told by the server's. */
export const skew = signal(0);

/** The project whose page is open. */
const openId = signal<string | null>(null);

const page = loaded<Project>(
  async (quiet) => {
    const found = await ask<Project>("GET", `/projects/${openId.peek()}`, {
      open: quiet && somethingIsOpen(),
    });
    skew.value = found.subscription.server_time - Date.now();
    return found;
  },
  () => t("problem.unexpected"),
);

/** Nothing of another project is ever shown under this one's address, not even for a moment. */
export const project = computed(() => (page.value.value?.id === openId.value ? page.value.value : null));
export const problem = page.problem;
export const missing = page.missing;
export const trouble = page.code;
export const refreshProject = page.refresh;

export function openProject(id: string): void {
  openId.value = id;
  // One that was just created is complete already.
  void page.refresh(project.peek() !== null);
}

/** An answer that holds the whole project. */
export function showProject(newer: Project): void {
  skew.value = newer.subscription.server_time - Date.now();
  page.set(newer);
}

/** `…_was`: what stood in the form to begin with, so that nobody overwrites unseen what somebody else has just done. */
export type ProjectChange = GeneralChange & { name?: string; name_was?: string };

export async function changeProject(change: ProjectChange): Promise<void> {
  showProject(await ask<Project>("PATCH", `/projects/${openId.peek()}`, { body: change, repeatable: true }));
}

/** `null`: back to the letter. */
export async function setPicture(picture: string | null): Promise<void> {
  const path = `/projects/${openId.peek()}/avatar`;
  if (picture === null) await ask("DELETE", path, { repeatable: true });
  else await ask("PUT", path, { body: { picture }, repeatable: true });
  await page.refresh(true);
}

/** The address of something inside the open project. */
export function within(rest: string): string {
  return `/projects/${openId.peek()}${rest}`;
}

/** One administrator as an answer told them, shown at once; the rest of the page follows. */
export async function showAdministrator(changed: Administrator): Promise<void> {
  const known = page.value.peek();
  if (known) {
    const administrators = known.administrators.map((one) => (one.id === changed.id ? changed : one));
    page.set({ ...known, administrators });
  }
  // The checklist may have ticked, and seats are counted on the server.
  await page.refresh(true);
}

/** The page's own asking does not put a sign-in over a dialog in which somebody is typing; their next step will. */
function somethingIsOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
