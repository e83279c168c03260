import type { Administrator } from "@shared/api/index.ts";
import { refreshProject, showAdministrator, within } from "../project/project.ts";
import { ask } from "../server.ts";

/* What an owner does with administrators. Each call is safe to repeat: a lost answer is asked for again. */

export interface Change {
  email?: string;
  name?: string;
  password?: string;
  send_link?: boolean;
  /** What the change began from: somebody else's in between is not overwritten unseen. */
  version?: number;
}

export async function addAdministrator(clientId: string, person: Change): Promise<Administrator> {
  const body = { client_id: clientId, ...person };
  const added = await ask<Administrator>("POST", within("/administrators"), { body, repeatable: true });
  await refreshProject(true);
  return added;
}

/** Account and password go together: either all of it is saved or none. */
export async function modifyAdministrator(id: string, change: Change): Promise<Administrator> {
  // With a version the same change again would be stale by itself.
  const changed = await ask<Administrator>("PATCH", one(id), { body: change });
  await showAdministrator(changed);
  return changed;
}

export async function disableAdministrator(id: string): Promise<void> {
  await showAdministrator(await ask<Administrator>("POST", `${one(id)}/disable`, { repeatable: true }));
}

export async function enableAdministrator(id: string): Promise<void> {
  await showAdministrator(await ask<Administrator>("POST", `${one(id)}/enable`, { repeatable: true }));
}

export async function removeAdministrator(id: string): Promise<void> {
  await ask("DELETE", one(id), { repeatable: true });
  await refreshProject(true);
}

export async function sendLink(id: string, clientId: string): Promise<Administrator> {
  const body = { client_id: clientId };
  const sent = await ask<Administrator>("POST", `${one(id)}/password-link`, { body, repeatable: true });
  await showAdministrator(sent);
  return sent;
}

export async function revokeLink(id: string): Promise<void> {
  await showAdministrator(
    await ask<Administrator>("DELETE", `${one(id)}/password-link`, { repeatable: true }),
  );
}

function one(id: string): string {
  return within(`/administrators/${id}`);
}
