import type { Message } from "../live/frames.ts";

export interface MessagePage {
  readonly items: readonly Message[];
  readonly head: number;
  readonly has_more: boolean;
}

/** A stretch of a conversation without holes, usually its end. */
export interface Stretch {
  readonly messages: readonly Message[];
  /** Older ones exist. */
  readonly earlier: boolean;
  /** Messages that came out of turn: shown when what lies before them has been fetched. */
  readonly ahead: readonly Message[];
}

export const EMPTY: Stretch = { messages: [], earlier: false, ahead: [] };

/** The newest page, or nothing known yet but that there is a beginning. */
export function opened(page: MessagePage): Stretch {
  return { messages: page.items, earlier: page.has_more, ahead: [] };
}

export function withEarlier(stretch: Stretch, page: MessagePage): Stretch {
  const first = stretch.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.items.filter((message) => message.seq < first);
  return { ...stretch, messages: [...older, ...stretch.messages], earlier: page.has_more };
}

/** Takes messages in any order and any number of times; keeps those that would leave a hole until it is filled. */
export function posted(stretch: Stretch, more: readonly Message[]): Stretch {
  const last = lastSeq(stretch);
  const waiting = new Map(stretch.ahead.map((message) => [message.seq, message]));
  for (const message of more) if (message.seq > last) waiting.set(message.seq, message);
  if (waiting.size === 0) return stretch;
  const messages = [...stretch.messages];
  // An empty stretch begins at the beginning.
  for (let seq = last + 1; waiting.has(seq); seq++) {
    messages.push(waiting.get(seq) as Message);
    waiting.delete(seq);
  }
  return { ...stretch, messages, ahead: [...waiting.values()] };
}

export function lastSeq(stretch: Stretch): number {
  return stretch.messages.at(-1)?.seq ?? 0;
}

/** Keeps a long evening from filling the page: what scrolled far away is fetched again when it is wanted. */
export function trimmed(stretch: Stretch, most: number, keep: number): Stretch {
  if (stretch.messages.length <= most) return stretch;
  return { ...stretch, messages: stretch.messages.slice(-keep), earlier: true };
}
