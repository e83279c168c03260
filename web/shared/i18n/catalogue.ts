import { batch, signal } from "@preact/signals";
import { language } from "./current.ts";
import { formatNumber } from "./format.ts";
import { directionOf, type Language } from "./languages.ts";

/** A sentence, or one per plural category of the variable `n`. Variables stand in braces: `{name}`. */
export type Sentence = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Variables = Record<string, string | number>;

type Load<C> = () => Promise<{ default: C }>;
type Sentences = Record<string, Sentence>;
type Loaders<C> = { en: Load<C> } & Record<Exclude<Language, "en">, Load<Record<keyof C, Sentence>>>;

/** Says a sentence in the language of the moment; a component that calls it is drawn again when that changes. */
export interface Translate<Key extends string> {
  (key: Key, variables?: Variables): string;
  /** The sentence in pieces, for one with a link or an icon where a variable stands. */
  pieces<Piece>(key: Key, variables: Record<string, Piece>): (string | Piece)[];
  /** Another room's key may come as plain text (from the server, say): is it one of ours? */
  has(key: string): key is Key;
}

interface Room {
  load(wanted: Language): Promise<Sentences>;
  use(sentences: Sentences): void;
}

const rooms: Room[] = [];
let latest = 0;

/**
 * A room's own catalogue. English decides the keys; a missing key in another language is a type error.
 *
 *   export const t = catalogue({ en: () => import("./en.json"), "zh-Hans": () => import("./zh-Hans.json"), … });
 */
export function catalogue<C extends object>(loaders: Loaders<C>): Translate<keyof C & string> {
  const sentences = signal<Sentences>({});
  const load = (wanted: Language) => (loaders[wanted] as Load<Sentences>)().then((file) => file.default);
  const use = (loaded: Sentences) => {
    sentences.value = loaded;
  };
  rooms.push({ load, use });
  // A room that arrives late, with a lazily loaded part of an app, still learns what is spoken here.
  if (latest) void load(language.peek()).then(use);

  const find = (key: string, variables?: Record<string, unknown>) =>
    choose(sentences.value[key], variables?.n) ?? key;
  const t = (key: string, variables?: Variables) =>
    find(key, variables).replace(PLACE, (_, name) => shown(variables?.[name]));
  const pieces = <Piece>(key: string, variables: Record<string, Piece>) =>
    // Split by a pattern with one group: every odd piece is a variable's name.
    find(key, variables)
      .split(PLACE)
      .map((piece, at) => (at % 2 ? (variables[piece] ?? "") : piece));
  const has = (key: string): key is keyof C & string => key in sentences.value;
  return Object.assign(t, { pieces, has });
}

/**
 * Loads the language for every room that has a catalogue, then changes all screens at once. A later call wins even when
 * its files arrive first. The page's `lang` and `dir` follow.
 */
export async function setLanguage(wanted: Language): Promise<void> {
  const turn = ++latest;
  let loaded: Sentences[];
  do loaded = await Promise.all(rooms.map((room) => room.load(wanted)));
  while (loaded.length < rooms.length); // a room came in meanwhile; what was loaded before is not loaded again
  if (turn !== latest) return;
  batch(() => {
    language.value = wanted;
    for (const [at, words] of loaded.entries()) rooms[at]?.use(words);
  });
  document.documentElement.lang = wanted;
  document.documentElement.dir = directionOf(wanted);
}

const PLACE = /\{(\w+)\}/g;

function shown(value: string | number | undefined): string {
  return typeof value === "number" ? formatNumber(value) : (value ?? "");
}

function choose(sentence: Sentence | undefined, n: unknown): string | undefined {
  if (typeof sentence !== "object") return sentence;
  const category = new Intl.PluralRules(language.value).select(Number(n ?? 0));
  return sentence[category] ?? sentence.other;
}
