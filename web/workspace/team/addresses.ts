/** How many people may be invited at once. */
export const MOST = 10;

export interface Address {
  readonly text: string;
  /** What is wrong with it, seen from here: its shape, or that it stands there already. */
  readonly wrong?: "malformed" | "repeated";
}

const SHAPE = /^[^@\s,;<>()[\]\\"]{1,64}@[^@\s,;<>()[\]\\"]{1,190}\.[^@\s.,;<>()[\]\\"]{2,63}$/;
const BETWEEN = /[,;\n\r\t，；、]+/;
/** What ends an address while one types. */
const AFTER = /[\s,;，；、]$/;

/** Whether what is typed is finished, so that it becomes an address of its own. */
export function finished(typed: string): boolean {
  return AFTER.test(typed);
}

/** The addresses in a text that was typed or pasted: between commas, spaces and lines, or in the brackets after a name. */
export function addressesIn(text: string): string[] {
  return text.split(BETWEEN).flatMap((part) => {
    const named = /<([^<>]*)>/.exec(part);
    return (named?.[1] ?? part).split(/\s+/).filter(Boolean);
  });
}

/** Each address with what is wrong with it. */
export function looked(texts: readonly string[]): Address[] {
  const seen = new Set<string>();
  return texts.map((text) => {
    const key = text.normalize("NFKC").toLowerCase();
    const repeated = seen.has(key);
    seen.add(key);
    if (!SHAPE.test(text)) return { text, wrong: "malformed" };
    return repeated ? { text, wrong: "repeated" } : { text };
  });
}
