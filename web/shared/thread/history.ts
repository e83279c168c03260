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
  const first = stretch.messages[0]?.pos ?? Number.POSITIVE_INFINITY;
  const older = page.items.filter((message) => message.pos < first);
  return { ...stretch, messages: [...older, ...stretch.messages], earlier: page.has_more };
}

/**
 * Takes messages in any order and any number of times; keeps those that would leave a hole until it is filled. Items are
 * numbered and notes stand after an item, all in the order of their `pos`. Of one message the newest revision counts.
 */
export function posted(stretch: Stretch, more: readonly Message[]): Stretch {
  const messages = [...stretch.messages];
  const ahead: Message[] = [];
  const first = messages[0]?.seq ?? 0;
  // An empty stretch begins at the beginning.
  let last = lastSeq(stretch);
  for (const message of [...stretch.ahead, ...more].sort((a, b) => a.pos - b.pos)) {
    const { id, seq, pos, kind } = message;
    const same = messages.findIndex((one) => one.id === id);
    if (same >= 0) {
      if (newer(message, messages[same] as Message)) messages[same] = message;
      continue;
    }
    if (kind === "note" ? seq <= last : seq === last + 1) {
      if (seq < first) continue;
      last = Math.max(last, seq);
      let at = messages.length;
      while (at > 0 && (messages[at - 1] as Message).pos > pos) at--;
      messages.splice(at, 0, message);
    } else if (seq > last && !ahead.some((one) => one.id === id && !newer(message, one))) ahead.push(message);
  }
  return { ...stretch, messages, ahead };
}

function newer(one: Message, other: Message): boolean {
  return (one.revision ?? 0) > (other.revision ?? 0);
}

export function lastSeq(stretch: Stretch): number {
  return stretch.messages.at(-1)?.seq ?? 0;
}

/** Keeps a long evening from filling the page: what scrolled far away is fetched again when it is wanted. */
export function trimmed(stretch: Stretch, most: number, keep: number): Stretch {
  if (stretch.messages.length <= most) return stretch;
  const kept = stretch.messages.slice(-keep);
  // It begins with an item: its notes come with it.
  return { ...stretch, messages: kept.slice(kept.findIndex(({ kind }) => kind !== "note")), earlier: true };
}
