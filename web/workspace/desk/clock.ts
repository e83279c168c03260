import { signal } from "@preact/signals";

/** The second, near the server's: waiting times agree on every desk even where a computer's clock is slow. */
export const now = signal(Date.now());

let offset = 0;

/** A fact that just happened cannot be in the future: if it is, our clock is behind by that much. */
export function hearTime(ts: number | undefined): void {
  if (ts !== undefined && ts - Date.now() > offset) offset = ts - Date.now();
}

function tick(): void {
  now.value = Date.now() + offset;
}

setInterval(() => {
  if (document.visibilityState === "visible") tick();
}, 1000);
document.addEventListener("visibilitychange", tick);
