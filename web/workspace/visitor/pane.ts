import { signal } from "@preact/signals";

const KEY = "deskbell.workspace.details";
const NARROW = "(max-width: 1160px)";

/** Whether the details are shown. Where they have a column of their own the choice is kept; over the thread it is of the moment. */
export const detailsOpen = signal(kept());

export function toggleDetails(): void {
  detailsOpen.value = !detailsOpen.value;
  if (matchMedia(NARROW).matches) return;
  try {
    localStorage.setItem(KEY, detailsOpen.value ? "open" : "shut");
  } catch {
    // A browser without storage shows them again next time.
  }
}

function kept(): boolean {
  if (matchMedia(NARROW).matches) return false;
  try {
    return localStorage.getItem(KEY) !== "shut";
  } catch {
    return true;
  }
}
