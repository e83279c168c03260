/** What an agent should hear of. Values in, values out: facts begin notices, and other facts end them, whichever tab they came from. */
import type { Desk } from "../desk/apply.ts";
import type { ConversationState, Fact } from "../desk/wire.ts";
import { called } from "../visitor/called.ts";

export const KINDS = ["queue", "assigned", "message", "mention", "transfer"] as const;
export type Kind = (typeof KINDS)[number];

/** Something that an agent has neither answered nor seen. */
export interface Notice {
  readonly kind: Kind;
  readonly conv: string;
  /** Seen by whoever has read this far. A note takes no number; its place in the log stands here. */
  readonly until: number;
  readonly who: string;
  readonly text: string;
}

/** One of each conversation, and one more where a note names the agent. */
export type Notices = ReadonlyMap<string, Notice>;

export const NONE: Notices = new Map();

export interface Heard {
  readonly notices: Notices;
  /** Keys of those that are news. */
  readonly fresh: readonly string[];
}

export function hear(before: Notices, desk: Desk, facts: readonly Fact[]): Heard {
  let notices = before;
  const fresh = new Set<string>();
  for (const fact of facts) {
    if (fact.conv === null) continue;
    const key = isNote(fact) ? noteKey(fact.conv) : fact.conv;
    const held = notices.get(key);
    const kept = held && lasts(held, fact, desk) ? held : undefined;
    const begun = begin(fact, desk, kept);
    const after = begun ?? kept;
    if (after === held) continue;
    const next = new Map(notices);
    if (after) next.set(key, after);
    else next.delete(key);
    notices = next;
    // The first words of somebody who already waits are no second piece of news.
    if (begun && !(kept?.kind === "queue" && begun.kind === "queue")) fresh.add(key);
  }
  return { notices, fresh: [...fresh].filter((key) => notices.has(key)) };
}

function isNote(fact: Fact): boolean {
  return fact.type === "note_posted" || fact.type === "mention_seen";
}

function noteKey(conv: string): string {
  return `${conv} note`;
}

function lasts(notice: Notice, fact: Fact, desk: Desk): boolean {
  const me = desk.agent.id;
  if (fact.type === "mention_seen") return fact.team?.agent_id !== me;
  if (!("state" in fact.data)) return true;
  const { state } = fact.data;
  if (fact.type === "messages_seen" && fact.team?.agent_id === me && (fact.team.read ?? 0) >= notice.until) {
    return false;
  }
  if (fact.type === "message_posted" && fact.data.message.author.id === me) return false;
  if (notice.kind === "queue" || (notice.kind === "transfer" && !state.assignee)) {
    return state.status === "queuing";
  }
  return state.assignee?.id === me && state.status !== "closed";
}

function begin(fact: Fact, desk: Desk, held: Notice | undefined): Notice | undefined {
  const kind = kindOf(fact, desk, held);
  if (!kind || fact.conv === null) return undefined;
  const conv = fact.conv;
  if (fact.type === "note_posted") {
    const { author, text } = fact.data.message;
    return { kind, conv, until: fact.pos, who: author.name, text };
  }
  if (!("state" in fact.data)) return undefined;
  const { state } = fact.data;
  const who = visitorOf(fact, desk, state) ?? held?.who ?? "";
  return { kind, conv, until: state.last_seq, who, text: wordsOf(state) };
}

function kindOf(fact: Fact, desk: Desk, held: Notice | undefined): Kind | undefined {
  const me = desk.agent.id;
  if (fact.type === "note_posted") {
    const { author, mentions } = fact.data.message;
    return author.id !== me && mentions?.some(({ id }) => id === me) ? "mention" : undefined;
  }
  if (!("state" in fact.data)) return undefined;
  const actor = fact.type === "message_posted" ? fact.data.message.author : fact.actor;
  if (actor.id === me) return undefined;
  const { assignee, status } = fact.data.state;
  const mine = assignee?.id === me;
  if (fact.type === "conversation_assigned") return mine ? "assigned" : undefined;
  if (fact.type === "conversation_transferred")
    return mine || forMyGroup(fact, desk) ? "transfer" : undefined;
  if (fact.type === "message_posted" && actor.kind === "visitor") {
    return mine ? "message" : held?.kind === "queue" ? "queue" : undefined;
  }
  return ENTERS.has(fact.type) && status === "queuing" && actor.kind !== "agent" ? "queue" : undefined;
}

/** After these somebody may stand in the queue who did not before. */
const ENTERS = new Set(["conversation_started", "conversation_returned", "conversation_reopened"]);

function forMyGroup(fact: Fact, desk: Desk): boolean {
  const group = fact.team && "state" in fact.team ? fact.team.state.group_id : null;
  return group !== null && (desk.groups.get(group)?.agent_ids.includes(desk.agent.id) ?? false);
}

function visitorOf(fact: Fact, desk: Desk, state: ConversationState): string | undefined {
  const known = fact.conv ? desk.known.get(fact.conv)?.conversation.visitor : undefined;
  if (known) return called(known);
  if (fact.type === "conversation_started" && fact.team) return called(fact.team.visitor);
  const author = state.last_message?.author;
  return author?.kind === "visitor" ? called(author) : undefined;
}

function wordsOf(state: ConversationState): string {
  return state.last_message?.author.kind === "visitor" ? state.last_message.text : "";
}
