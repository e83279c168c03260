/* Finds questions by what somebody types: any language, word by word, and a slip of the finger is forgiven. */

export interface Findable {
  title: string;
  /** What else finds it; worth less than the title. */
  words: string;
  /** The answer as text; worth least. */
  text: string;
}

const WORD = /[\p{L}\p{N}_]+/gu;
/** Written without spaces between words: two neighbours are looked for instead. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WEIGHTS = [8, 4, 1];
/** What Korean hangs on a word, longest first, and Arabic puts before one. */
const PARTICLES =
  /(?:에서는|으로는|에서|에게|한테|으로|부터|까지|이나|처럼|하고|은|는|이|가|을|를|의|에|로|와|과|도|만|나)$/u;
const ARTICLE = /^(?:وال|بال|فال|كال|لل|ال)/u;
/** The shortest word that is found within what is typed: "Administratorpasswort" has two. */
const WITHIN = 4;

/** Those that have every word, best first; what is typed being blank, all as they were. */
export function search<One extends Findable>(all: readonly One[], typed: string): readonly One[] {
  const wanted = [...new Set(terms(typed))];
  if (wanted.length === 0) return all;
  return all
    .map((one, at) => ({ one, at, score: scored(one, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ one }) => one);
}

function scored({ title, words, text }: Findable, wanted: string[]): number {
  const fields = [title, words, text].map((field) => {
    const folded = fold(field);
    return { folded, words: folded.match(WORD) ?? [] };
  });
  const best = wanted.map((term) =>
    Math.max(...fields.map((field, at) => likeness(term, field) * (WEIGHTS[at] ?? 1))),
  );
  // Of words without spaces a few pairs may miss: their borders are guesses.
  const missed = best.filter((score) => score === 0).length;
  const allowed = wanted.every((term) => UNSPACED.test(term)) ? Math.floor(wanted.length / 3) : 0;
  return missed > allowed ? 0 : best.reduce((sum, score) => sum + score, 0);
}

/** 1 for the word itself or its beginning, less for what it stands in or resembles, 0 for nothing. */
function likeness(term: string, field: { folded: string; words: string[] }): number {
  if (UNSPACED.test(term)) return field.folded.includes(term) ? 1 : 0;
  if (field.words.some((word) => word.startsWith(term))) return 1;
  if (term.length > 2 && field.folded.includes(term)) return 0.7;
  const slips = term.length < 4 ? 0 : term.length < 8 ? 1 : 2;
  if (slips && field.words.some((word) => within(term, word, slips))) return 0.5;
  if (field.words.some((word) => word.length >= WITHIN && compounded(term, word))) return 0.3;
  return 0;
}

/** Does what is typed begin or end with the word, and is that a good part of it? */
function compounded(term: string, word: string): boolean {
  return word.length * 3 >= term.length && (term.startsWith(word) || term.endsWith(word));
}

function terms(typed: string): string[] {
  return (typed.slice(0, 200).normalize("NFC").match(WORD) ?? []).map(bare).flatMap((word) => {
    const folded = fold(word);
    return UNSPACED.test(folded) ? pairs(folded) : (folded.match(WORD) ?? []);
  });
}

/** The word without what only says what it does in the sentence, as long as enough of it is left. */
function bare(word: string): string {
  const left = word.replace(PARTICLES, "").replace(ARTICLE, "");
  return left.length > 1 ? left : word;
}

function pairs(word: string): string[] {
  const letters = [...word];
  if (letters.length < 3) return [word];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** Capitals, accents and forms of the same letter make no difference, nor does ae for ä or ss for ß. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/([aou])e/g, "$1")
    .replace(/[ßøłıةى]/g, (letter) => ALIKE[letter] ?? letter);
}

const ALIKE: Record<string, string> = { ß: "ss", ø: "o", ł: "l", ı: "i", ة: "ه", ى: "ي" };

/** Are at most `slips` letters wrong, missing, doubled or changed round? What comes behind the word's beginning is free. */
export function within(term: string, word: string, slips: number): boolean {
  const against = word.slice(0, term.length + slips);
  let before: number[] = [];
  let row = Array.from({ length: against.length + 1 }, (_, at) => at);
  for (let y = 1; y <= term.length; y++) {
    const next = [y];
    for (let x = 1; x <= against.length; x++) {
      const same = term[y - 1] === against[x - 1] ? 0 : 1;
      let cost = Math.min((row[x] ?? 0) + 1, (next[x - 1] ?? 0) + 1, (row[x - 1] ?? 0) + same);
      if (y > 1 && x > 1 && term[y - 1] === against[x - 2] && term[y - 2] === against[x - 1])
        cost = Math.min(cost, (before[x - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return Math.min(...row) <= slips;
}
