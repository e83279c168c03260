import { signal } from "@preact/signals";
import { Backoff } from "@shared/live/backoff.ts";
import { call, Refusal } from "@shared/live/rest.ts";
import type { Site } from "./words.ts";

/** What everybody may know: the project's name and whether somebody is there. Asked for again whenever the panel opens. */
export const site = signal<Site | null>(null);
export const siteMissing = signal(false);

/** Somebody answers now: it is open, and somebody is here. */
export function here(): boolean {
  return site.value?.online !== false && site.value?.hours?.open !== false;
}

const FRESH = 20_000;
const backoff = new Backoff();
let at = 0;

export async function fetchSite(siteKey: string): Promise<void> {
  if (Date.now() - at < FRESH) return;
  at = Date.now();
  try {
    site.value = await call<Site>(`/api/v1/widget/${encodeURIComponent(siteKey)}`);
    backoff.reset();
  } catch (problem) {
    at = 0;
    if (problem instanceof Refusal && problem.status === 404) siteMissing.value = true;
    else setTimeout(() => void fetchSite(siteKey), backoff.next());
  }
}
