/*
 * A hint while typing, not a gate: the server decides what is refused. It counts what a guesser tries first: length, how
 * many kinds of sign, repetition, runs on the alphabet or keyboard, and what the person has written beside it.
 */

export type Strength = 0 | 1 | 2 | 3 | 4;

const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv",
];
const COMMON =
  /pass(wor[dt])?|letmein|welcome|admin|iloveyou|dragon|monkey|football|deskbell|secret|login|master/gi;

/** 0 for nothing typed, 1 weak … 4 strong. `known` is what a guesser would know: the e-mail, the names. */
export function strength(password: string, known: readonly string[] = []): Strength {
  if (!password) return 0;
  const bits = worth(remainder(password, known)) * Math.log2(kinds(password));
  if (bits < 36) return 1;
  if (bits < 52) return 2;
  if (bits < 68) return 3;
  return 4;
}

/** The password without what gives nothing away: each known or common word counts as one sign. */
function remainder(password: string, known: readonly string[]): string {
  let left = password.toLowerCase().replace(COMMON, "\u0001");
  for (const word of known.flatMap((text) => text.toLowerCase().split(/[@\s._-]+/)))
    if (word.length > 2) left = left.replaceAll(word, "\u0001");
  return left;
}

/** Signs that a guesser cannot foretell from the one before. */
function worth(text: string): number {
  const signs = [...text];
  let count = 0;
  for (const [at, sign] of signs.entries()) {
    const before = signs[at - 1];
    count += before !== undefined && (sign === before || follows(before, sign)) ? 0.25 : 1;
  }
  // "abcabcabc" repeats itself even though no sign follows its neighbour's rule.
  return Math.min(count, new Set(signs).size * 1.6);
}

function follows(before: string, sign: string): boolean {
  return RUNS.some((run) => run.includes(before + sign) || run.includes(sign + before));
}

function kinds(password: string): number {
  const found =
    Number(/\p{Ll}/u.test(password)) * 26 +
    Number(/\p{Lu}/u.test(password)) * 26 +
    Number(/\d/.test(password)) * 10 +
    Number(/[^\p{L}\d]/u.test(password)) * 30 +
    Number(/\p{Lo}/u.test(password)) * 200;
  return Math.max(found, 2);
}

const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Four groups of five without look-alikes: about 116 bits, and still possible to read out over the telephone. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[fair(ALPHABET.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** A number below `limit`, each as likely: taking the remainder of a byte would favour the first ones. */
function fair(limit: number): number {
  const most = 256 - (256 % limit);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < most) return byte % limit;
  }
}
