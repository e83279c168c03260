import { signal } from "@preact/signals";
import type { ChangePreview, Page, SubscriptionHappening, SubscriptionPage } from "@shared/api/index.ts";
import { loaded } from "../loaded.ts";
import { refreshProject } from "../project/project.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";

const openId = signal("");
const at = () => `/projects/${openId.peek()}/subscription`;

/** Everything about the subscription of the project that is open. */
export const page = loaded<SubscriptionPage>(
  () => ask<SubscriptionPage>("GET", at()),
  () => t("problem.unexpected"),
);

export const past = loaded<Page<SubscriptionHappening>>(
  () => ask<Page<SubscriptionHappening>>("GET", `${at()}/history`),
  () => t("problem.unexpected"),
);

export function open(projectId: string): void {
  if (openId.peek() !== projectId) {
    openId.value = projectId;
    page.value.value = null;
    past.value.value = null;
  }
  void page.refresh();
  void past.refresh();
}

export function freshen(): void {
  void page.refresh(true);
  void past.refresh(true);
  void refreshProject(true);
}

export async function more(): Promise<void> {
  const known = past.value.peek();
  if (!known?.next) return;
  const next = await ask<Page<SubscriptionHappening>>("GET", `${at()}/history?after=${known.next}`);
  past.set({ items: [...known.items, ...next.items], next: next.next });
}

export interface Wish {
  seats: number;
  plan?: string | undefined;
}

/** What a change would do; nothing is changed by asking. */
export function previewed(wish: Wish): Promise<ChangePreview> {
  return ask<ChangePreview>("POST", `${at()}/preview`, { body: wish, repeatable: true });
}

export async function changeSeats(wish: Wish, revision: number): Promise<void> {
  shown(
    await ask<SubscriptionPage>("POST", `${at()}/seats`, { body: { ...wish, revision }, repeatable: true }),
  );
}

export async function cancelScheduled(revision: number): Promise<void> {
  shown(await ask<SubscriptionPage>("DELETE", `${at()}/scheduled?revision=${revision}`));
}

function shown(newer: SubscriptionPage): void {
  page.set(newer);
  void past.refresh(true);
  void refreshProject(true);
}
