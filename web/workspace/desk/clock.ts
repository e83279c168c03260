import { signal } from "@preact/signals";

/** The second, near the server's: waiting times agree on every desk even where a computer's clock is slow. */
export const now = signal(Date.now());

let offset = 0;

/** The server's time, said at the start of every connection: right but for the way it took. */
export function setTime(serverTime: number): void {
  offset = serverTime - Date.now();
  tick();
}

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
