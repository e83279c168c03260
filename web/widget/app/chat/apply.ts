import type { Conversation, VisitorFact } from "./words.ts";

export type Conversations = ReadonlyMap<string, Conversation>;

export function snapshot(conversations: readonly Conversation[]): Conversations {
  return new Map(conversations.map((conversation) => [conversation.id, conversation]));
}

/** What a fact makes of the visitor's conversations. Facts come in order and once; the client sees to that. */
export function apply(known: Conversations, fact: VisitorFact): Conversations {
  const { conv, data } = fact;
  if (conv === null || !data.state) return known;
  const before = known.get(conv) ?? {
    id: conv,
    created_at: fact.ts,
    unread: 0,
    visitor_read: 0,
    visitor_delivered: 0,
  };
  // Our own marks may be ahead of what the server knew when it said this.
  const visitor_read = Math.max(before.visitor_read, data.state.visitor_read);
  const visitor_delivered = Math.max(before.visitor_delivered, data.state.visitor_delivered);
  const { message } = data;
  const theirs =
    fact.type === "message_posted" &&
    message?.author.kind !== "visitor" &&
    data.state.last_seq > visitor_read;
  const own = message?.author.kind === "visitor";
  const read = own || visitor_read >= data.state.last_seq;
  const after = {
    ...before,
    ...data.state,
    visitor_read,
    visitor_delivered,
    unread: read ? 0 : before.unread + (theirs ? 1 : 0),
  };
  return new Map(known).set(conv, after);
}

/** Read here, before the server has heard of it. */
export function read(known: Conversations, id: string, seq: number): Conversations {
  const before = known.get(id);
  if (!before || (before.visitor_read >= seq && before.unread === 0)) return known;
  const visitor_read = Math.max(before.visitor_read, seq);
  return new Map(known).set(id, {
    ...before,
    visitor_read,
    unread: visitor_read >= before.last_seq ? 0 : before.unread,
  });
}

/** Newest first. */
export function listed(known: Conversations): Conversation[] {
  return [...known.values()].sort((a, b) => lastTime(b) - lastTime(a));
}

/** The one that a message without a conversation goes to. */
export function openOne(known: Conversations): Conversation | undefined {
  return listed(known).find(({ status }) => status !== "closed");
}

export function unreadIn(known: Conversations): number {
  let sum = 0;
  for (const { unread } of known.values()) sum += unread;
  return sum;
}

export function lastTime(conversation: Conversation): number {
  return conversation.last_message?.ts ?? conversation.created_at;
}
