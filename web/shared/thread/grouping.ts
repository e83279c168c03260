import type { Author, Message } from "../live/frames.ts";
import type { Echo } from "../live/outbox.ts";

export interface Said {
  readonly kind: "said";
  readonly key: string;
  /** Null for own words on their way. */
  readonly author: Author | null;
  readonly own: boolean;
  /** For the team alone. */
  readonly note: boolean;
  readonly text: string;
  readonly ts: number;
  readonly seq: number | null;
  readonly message?: Message;
  readonly echo?: Echo;
  /** The first and the last of what one author said in one go. */
  readonly first: boolean;
  readonly last: boolean;
}

export type Part =
  | { readonly kind: "day"; readonly key: string; readonly ts: number }
  | { readonly kind: "system"; readonly key: string; readonly message: Message }
  | Said;

const PAUSE = 5 * 60_000;

/**
 * What is drawn: a line for each day, system lines, and what one author said without a longer pause as one group. Own words
 * on their way stand at the end. The list is flat, so that a line stays the element it was when a group grows at either end.
 */
export function grouped(
  messages: readonly Message[],
  echoes: readonly Echo[],
  mine: (author: Author) => boolean,
  me?: string,
): Part[] {
  const parts: Part[] = [];
  let day = "";

  const startDay = (ts: number) => {
    const next = new Date(ts).toDateString();
    if (next === day) return;
    day = next;
    parts.push({ kind: "day", key: `day ${next}`, ts });
  };
  const say = (said: Omit<Said, "kind" | "first" | "last">) => {
    startDay(said.ts);
    const before = parts.at(-1);
    const first = before?.kind !== "said" || !together(before, said, me);
    if (!first) parts[parts.length - 1] = { ...before, last: false };
    parts.push({ ...said, kind: "said", first, last: true });
  };

  const known = new Set<string>();
  for (const message of messages) {
    const { author, text, ts, seq, client_id } = message;
    if (client_id) known.add(client_id);
    if (message.kind === "system") {
      startDay(ts);
      parts.push({ kind: "system", key: message.id, message });
    } else {
      // The same key as its echo had, so that the bubble stays where it is when the fact replaces it.
      const note = message.kind === "note";
      say({ key: client_id ?? message.id, author, own: mine(author), note, text, ts, seq, message });
    }
  }
  for (const echo of echoes) {
    if (known.has(echo.client_id)) continue;
    const { client_id: key, text, besides, accepted } = echo;
    // This device's clock may be slow; what is said last stands last all the same.
    const ts = Math.max(messages.at(-1)?.ts ?? 0, accepted?.ts ?? echo.at);
    say({
      key,
      author: null,
      own: true,
      note: !!besides?.note,
      text,
      ts,
      seq: accepted?.seq ?? null,
      echo,
    });
  }
  return parts;
}

function together(before: Said, next: Pick<Said, "author" | "own" | "note" | "ts">, me?: string): boolean {
  const [one, other] = [before.author?.id ?? me, next.author?.id ?? me];
  const sameOne = one === undefined || other === undefined || one === other;
  const alike = before.own === next.own && before.note === next.note;
  return alike && sameOne && next.ts - before.ts < PAUSE;
}

export type Tick = "sending" | "sent" | "delivered" | "read" | "failed";

/** How far a word of one's own has come, by the other side's marks. */
export function tickOf(
  said: Pick<Said, "seq" | "echo">,
  marks: { readonly delivered: number; readonly read: number },
): Tick {
  if (said.echo?.failed) return "failed";
  if (said.seq === null) return "sending";
  return said.seq <= marks.read ? "read" : said.seq <= marks.delivered ? "delivered" : "sent";
}
