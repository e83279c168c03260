import { signal } from "@preact/signals";

/** Whether the page is before somebody's eyes: only then is what it shows read. */
export const watched = signal(look());

function look(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function update(): void {
  watched.value = look();
}

addEventListener("focus", update);
addEventListener("blur", update);
document.addEventListener("visibilitychange", update);
