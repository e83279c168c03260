/** Naming colleagues in a note: what is being typed, and who is named in the end. */

interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** What stands between an @ and the caret, if that looks like the beginning of a name; where the @ stands. */
export function begunName(
  text: string,
  caret: number,
): { readonly at: number; readonly begun: string } | null {
  const found = /(?:^|[\s(（])@((?:[^\s@]{1,40}(?: [^\s@]{1,40})?)?)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const begun = found[1] ?? "";
  return { at: caret - begun.length - 1, begun };
}

/** Whom it may mean: any word of a name may be begun; names that begin with it come first. */
export function meant<Who extends Colleague>(colleagues: Iterable<Who>, begun: string, most: number): Who[] {
  const sought = begun.toLocaleLowerCase();
  const place = ({ name }: Who) => ` ${name.toLocaleLowerCase()}`.indexOf(` ${sought}`);
  return [...colleagues]
    .filter((one) => place(one) >= 0)
    .sort((a, b) => Math.sign(place(a)) - Math.sign(place(b)) || a.name.localeCompare(b.name))
    .slice(0, most);
}

/** The text in pieces: plain ones, and the colleagues whose @name stands there. Of two names the longer one counts. */
export function withNames<Who extends Colleague>(text: string, colleagues: readonly Who[]): (string | Who)[] {
  const longestFirst = [...colleagues].sort((a, b) => b.name.length - a.name.length);
  const pieces: (string | Who)[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const who = longestFirst.find(({ name }) => text.startsWith(name, at + 1));
    if (!who) continue;
    if (at > from) pieces.push(text.slice(from, at));
    pieces.push(who);
    from = at + 1 + who.name.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** The ids of those named; `chosen` decides between two of one name. */
export function named(text: string, colleagues: readonly Colleague[], chosen: ReadonlySet<string>): string[] {
  const preferred = [...colleagues].sort((a, b) => Number(chosen.has(b.id)) - Number(chosen.has(a.id)));
  const ids = withNames(text, preferred).flatMap((piece) => (typeof piece === "string" ? [] : [piece.id]));
  return [...new Set(ids)];
}
