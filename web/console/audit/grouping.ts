/** Entries of the same day of the reader's, in the order in which they come. */
export function byDay<Item extends { at: number }>(items: Item[]): { at: number; entries: Item[] }[] {
  const days: { at: number; entries: Item[] }[] = [];
  for (const item of items) {
    const at = new Date(item.at).setHours(0, 0, 0, 0);
    const last = days.at(-1);
    if (last?.at === at) last.entries.push(item);
    else days.push({ at, entries: [item] });
  }
  return days;
}
