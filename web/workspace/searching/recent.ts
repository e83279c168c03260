import { signal } from "@preact/signals";

const KEPT = "deskbell.workspace.searches.";
const MOST = 6;

let project = "";

/** What was lately searched for in this project, the last first. Kept per browser. */
export const recent = signal<readonly string[]>([]);

export function openRecent(id: string): void {
  project = id;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT + id) ?? "[]");
    recent.value = Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    recent.value = [];
  }
}

/** Somebody opened what they found with these words: they may look for it again. */
export function remember(words: string): void {
  const line = words.trim();
  if (line) keep([line, ...recent.peek().filter((one) => one !== line)].slice(0, MOST));
}

export function forgetRecent(): void {
  keep([]);
}

function keep(words: readonly string[]): void {
  recent.value = words;
  try {
    if (words.length > 0) localStorage.setItem(KEPT + project, JSON.stringify(words));
    else localStorage.removeItem(KEPT + project);
  } catch {
    // A browser without storage keeps them as long as the page.
  }
}
