import { signal } from "@preact/signals";

/** As many as one request takes. */
export const MOST = 100;

/** Whether rows are being chosen, and which are. */
export const selecting = signal(false);
export const selection = signal<ReadonlySet<string>>(new Set());
let last: string | null = null;

export function startSelecting(): void {
  selecting.value = true;
}

export function stopSelecting(): void {
  selecting.value = false;
  selection.value = new Set();
  last = null;
}

/** Chooses a row or leaves it; with `range` all from the last one to it, in the order of the list. */
export function toggle(id: string, ids: readonly string[], range = false): void {
  selecting.value = true;
  const next = new Set(selection.peek());
  const from = range && last !== null ? ids.indexOf(last) : -1;
  const to = ids.indexOf(id);
  if (from >= 0 && to >= 0) {
    for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
  } else if (!next.delete(id)) next.add(id);
  last = id;
  choose(next);
}

/** All that the list shows, as many as go. */
export function selectAll(ids: readonly string[]): void {
  choose(new Set(ids));
}

function choose(ids: Iterable<string>): void {
  selection.value = new Set([...ids].slice(0, MOST));
}

/** Those chosen that still stand in the list. */
export function chosenOf(ids: readonly string[]): string[] {
  return ids.filter((id) => selection.value.has(id));
}
