import type { Reply } from "@shared/api/index.ts";

/** What stands between a / or # that begins a word and the caret; where the sign stands. */
export function begunShortcut(
  text: string,
  caret: number,
): { readonly at: number; readonly begun: string } | null {
  const found = /(?:^|[\s(（])[/#]([^\s/#]{0,40})$/u.exec(text.slice(0, caret));
  const begun = found?.[1];
  return begun === undefined ? null : { at: caret - begun.length - 1, begun };
}

/** Those that have every word: by shortcut first, then by title, then by text; of these the most used first. */
export function found(replies: readonly Reply[], typed: string): Reply[] {
  const words = key(typed).split(/\s+/).filter(Boolean);
  return replies
    .map((reply) => ({ reply, place: placeOf(reply, words) }))
    .filter(({ place }) => place < NOWHERE)
    .sort((a, b) => a.place - b.place || byUse(a.reply, b.reply))
    .map(({ reply }) => reply);
}

const NOWHERE = 4;

function placeOf({ shortcut, title, text }: Reply, words: readonly string[]): number {
  const [first = ""] = words;
  const has = (...texts: string[]) => {
    const everything = key(texts.join("\n"));
    return words.every((word) => everything.includes(word));
  };
  if (words.length <= 1 && key(shortcut).startsWith(first)) return 0;
  if (has(shortcut)) return 1;
  if (has(shortcut, title)) return 2;
  return has(shortcut, title, text) ? 3 : NOWHERE;
}

function byUse(a: Reply, b: Reply): number {
  const last = (one: Reply) => one.last_used_at ?? 0;
  return b.used - a.used || last(b) - last(a) || a.shortcut.localeCompare(b.shortcut);
}

/** Neither case nor width tells words apart. */
function key(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
