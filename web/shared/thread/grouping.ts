import type { Author, Message } from "../live/frames.ts";
import type { Echo } from "../live/outbox.ts";

export interface Said {
  readonly key: string;
  readonly text: string;
  readonly ts: number;
  readonly seq: number | null;
  readonly echo?: Echo;
}

export type Part =
  | { readonly kind: "day"; readonly key: string; readonly ts: number }
  | { readonly kind: "system"; readonly key: string; readonly message: Message }
  | {
      readonly kind: "group";
      readonly key: string;
      readonly author: Author | null;
      readonly said: readonly Said[];
    };

const PAUSE = 5 * 60_000;

/**
 * What is drawn: a line for each day, system lines, and what one author said without a longer pause as one group. Own words
 * on their way stand at the end, with `author: null`, joined to the own group before them.
 */
export function grouped(
  messages: readonly Message[],
  echoes: readonly Echo[],
  mine: (author: Author) => boolean,
): Part[] {
  const parts: Part[] = [];
  let day = "";
  let open: { author: Author | null; own: boolean; said: Said[] } | undefined;

  const startDay = (ts: number) => {
    const next = new Date(ts).toDateString();
    if (next === day) return;
    day = next;
    open = undefined;
    parts.push({ kind: "day", key: `day ${next}`, ts });
  };
  const say = (author: Author | null, said: Said) => {
    startDay(said.ts);
    const own = author === null || mine(author);
    const before = open?.said.at(-1);
    const same =
      open?.own === own && (author === null || open.author === null || open.author.id === author.id);
    if (open && before && same && said.ts - before.ts < PAUSE) {
      open.said.push(said);
      return;
    }
    open = { author, own, said: [said] };
    parts.push({ kind: "group", key: `group ${said.key}`, author, said: open.said });
  };

  const known = new Set<string>();
  for (const message of messages) {
    if (message.client_id) known.add(message.client_id);
    if (message.kind === "system") {
      startDay(message.ts);
      open = undefined;
      parts.push({ kind: "system", key: message.id, message });
    } else {
      const { text, ts, seq } = message;
      // The same key as its echo had, so that the bubble stays where it is when the fact replaces it.
      say(message.author, { key: message.client_id ?? message.id, text, ts, seq });
    }
  }
  for (const echo of echoes) {
    if (known.has(echo.client_id)) continue;
    const { client_id: key, text } = echo;
    say(null, { key, text, ts: echo.accepted?.ts ?? echo.at, seq: echo.accepted?.seq ?? null, echo });
  }
  return parts;
}

export type Tick = "sending" | "sent" | "delivered" | "read" | "failed";

/** How far a word of one's own has come, by the other side's marks. */
export function tickOf(said: Said, marks: { readonly delivered: number; readonly read: number }): Tick {
  if (said.echo?.failed) return "failed";
  if (said.seq === null) return "sending";
  return said.seq <= marks.read ? "read" : said.seq <= marks.delivered ? "delivered" : "sent";
}
