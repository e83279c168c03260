import { computed, signal } from "@preact/signals";
import type { Administrator, Project } from "@shared/api/index.ts";
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

export async function renameProject(name: string): Promise<void> {
  showProject(
    await ask<Project>("PATCH", `/projects/${openId.peek()}`, { body: { name }, repeatable: true }),
  );
}

export interface AdministratorChange {
  email?: string;
  name?: string;
  password?: string;
}

export async function addAdministrator(
  clientId: string,
  person: AdministratorChange,
): Promise<Administrator> {
  const path = `/projects/${openId.peek()}/administrators`;
  const added = await ask<Administrator>("POST", path, {
    body: { client_id: clientId, ...person },
    repeatable: true,
  });
  await page.refresh(true);
  return added;
}

/** Account and password go together: either all of it is saved or none. */
export async function modifyAdministrator(id: string, change: AdministratorChange): Promise<void> {
  const path = `/projects/${openId.peek()}/administrators/${id}`;
  const changed = await ask<Administrator>("PATCH", path, { body: change, repeatable: true });
  const known = page.value.peek();
  if (known) {
    const administrators = known.administrators.map((one) => (one.id === changed.id ? changed : one));
    page.set({ ...known, administrators });
  }
  // The checklist may have ticked.
  await page.refresh(true);
}

/** The page's own asking does not put a sign-in over a dialog in which somebody is typing; their next step will. */
function somethingIsOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
