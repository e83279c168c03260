/**
 * What the Workspace knows, and how facts change it. Everything here is values in, values out:
 * an old snapshot with the facts that came since must equal a fresh snapshot.
 */
import { type Counts, countsFrom, moved } from "./views.ts";
import type {
  Agent,
  AgentCard,
  AssignedWhy,
  Conversation,
  ConversationState,
  Fact,
  Group,
  Me,
  Tag,
  TeamState,
  Visitor,
} from "./wire.ts";

/** Facts kept behind the cursor: a list fetched a moment ago may be older than the cursor by this much. */
const REMEMBERED = 1000;

export interface Known {
  readonly conversation: Conversation;
  /** Everything up to this position is in `conversation`. */
  readonly at: number;
  /** Undefined until the details were asked for or a fact told it. */
  readonly why?: AssignedWhy | null | undefined;
}

export interface Desk {
  readonly epoch: string;
  readonly pos: number;
  readonly agent: Agent;
  readonly project: Me["project"];
  readonly limits: Me["limits"];
  readonly agents: ReadonlyMap<string, AgentCard>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly counts: Counts;
  readonly tags: readonly Tag[];
  readonly known: ReadonlyMap<string, Known>;
  readonly visitors: ReadonlyMap<string, Visitor>;
  readonly recent: readonly Fact[];
  /** Facts at or below this position are no longer in `recent`. */
  readonly forgotten: number;
}

export interface Outcome {
  readonly desk: Desk;
  /** Conversations whose row has to be drawn again. */
  readonly touched: ReadonlySet<string>;
  /** Conversations that have to be fetched: facts spoke of them and they are not known. */
  readonly wanted: ReadonlySet<string>;
}

export function openDesk(me: Me): Desk {
  return {
    epoch: me.epoch,
    pos: me.pos,
    agent: me.agent,
    project: me.project,
    limits: me.limits,
    agents: new Map(me.agents.map((card) => [card.id, card])),
    groups: new Map(me.groups.map((group) => [group.id, group])),
    counts: countsFrom(me.counts),
    tags: me.tags,
    known: new Map(),
    visitors: new Map(),
    recent: [],
    forgotten: me.pos,
  };
}

export function apply(desk: Desk, fact: Fact): Desk {
  return applyAll(desk, [fact]).desk;
}

/** Folds a frame's worth of facts at once, so that a busy second copies each map sixty times and not thousands. */
export function applyAll(desk: Desk, facts: readonly Fact[]): Outcome {
  const known = new Map(desk.known);
  const visitors = new Map(desk.visitors);
  const changed = new Map<string, string>();
  const touched = new Set<string>();
  const wanted = new Set<string>();
  const fresh: Fact[] = [];
  let { pos, counts, agents, agent, project, groups, tags } = desk;

  for (const fact of facts) {
    if (fact.pos <= pos) continue;
    pos = fact.pos;
    if (fact.type === "agent_changed" && fact.team) {
      const card = fact.team.agent;
      // Presence and load are not facts, so what the fact says of them is not so.
      const { online = true, load = 0 } = agents.get(card.id) ?? {};
      agents = new Map(agents).set(card.id, { ...card, online, load });
      if (card.id === agent.id) {
        agent = {
          ...agent,
          name: card.name,
          role: card.role,
          availability: card.availability,
          conversation_limit: card.conversation_limit,
        };
      }
    } else if (fact.type === "agent_left" && fact.team) {
      const gone = fact.team.agent_id;
      agents = new Map([...agents].filter(([id]) => id !== gone));
    } else if (fact.type === "group_changed" && fact.team) {
      groups = new Map(groups).set(fact.team.group.id, fact.team.group);
    } else if (fact.type === "group_removed" && fact.team) {
      const gone = fact.team.group_id;
      groups = new Map([...groups].filter(([id]) => id !== gone));
    } else if (fact.type === "project_renamed") {
      project = { ...project, name: fact.data.name };
    } else if (fact.type === "project_settled") {
      const { default_language, time_zone } = fact.data;
      project = { ...project, default_language, time_zone };
    } else if (fact.type === "tags_changed" && fact.team) {
      tags = fact.team.tags;
    } else if (fact.type === "visitor_changed" && fact.team) {
      const { visitor } = fact.team;
      visitors.set(visitor.id, { ...visitor, online: visitors.get(visitor.id)?.online ?? true });
      changed.set(visitor.id, visitor.name);
    } else if (fact.conv !== null) {
      fresh.push(fact);
      counts = recount(counts, fact);
      if (fact.type === "conversation_started" && fact.team) {
        visitors.set(fact.team.visitor.id, { ...fact.team.visitor, online: true });
      }
      const before = known.get(fact.conv);
      const after = before ? fold(before, fact, desk.agent.id) : begun(fact);
      if (!after) wanted.add(fact.conv);
      else if (after !== before) {
        known.set(fact.conv, after);
        touched.add(fact.conv);
      }
    }
  }

  if (changed.size > 0) renameVisitors(known, changed, touched);
  const kept = remember(desk, fresh);
  return {
    desk: { ...desk, pos, counts, agents, agent, project, groups, tags, known, visitors, ...kept },
    touched,
    wanted,
  };
}

/** Presence is no fact: it may be lost, and a snapshot or the next frame rights it. */
export function setPresence(desk: Desk, who: { kind: string; id: string }, online: boolean): Outcome {
  const touched = new Set<string>();
  if (who.kind === "agent") {
    const card = desk.agents.get(who.id);
    if (!card) return { desk, touched, wanted: new Set() };
    return {
      desk: { ...desk, agents: new Map(desk.agents).set(who.id, { ...card, online }) },
      touched,
      wanted: new Set(),
    };
  }
  const known = new Map(desk.known);
  for (const [id, one] of known) {
    const { visitor } = one.conversation;
    if (visitor.id !== who.id || visitor.online === online) continue;
    known.set(id, { ...one, conversation: { ...one.conversation, visitor: { ...visitor, online } } });
    touched.add(id);
  }
  const details = desk.visitors.get(who.id);
  const visitors = details ? new Map(desk.visitors).set(who.id, { ...details, online }) : desk.visitors;
  return { desk: { ...desk, known, visitors }, touched, wanted: new Set() };
}

/** One fact about a conversation that is known. Facts that are in it already change nothing. */
export function fold(before: Known, fact: Fact, me: string): Known {
  if (fact.pos <= before.at) return before;
  const mentioned = mentionIn(fact, me);
  if (mentioned !== undefined) {
    return { ...before, at: fact.pos, conversation: { ...before.conversation, mentioned } };
  }
  if (!("state" in fact.data)) return before;
  const { state } = fact.data;
  const { message_count, unread } = before.conversation;
  const read = Math.max(message_count - unread, readBy(fact, me));
  const conversation = {
    ...before.conversation,
    ...changing(state),
    team: teamPart(fact) ?? before.conversation.team,
    unread: state.message_count - read,
  };
  const why = fact.team && "why" in fact.team && fact.team.why ? fact.team.why : before.why;
  return { conversation, at: fact.pos, why };
}

/** The place of a note that names me, or null once I have seen it. */
function mentionIn(fact: Fact, me: string): number | null | undefined {
  if (fact.type === "mention_seen") return fact.team?.agent_id === me ? null : undefined;
  if (fact.type !== "note_posted") return undefined;
  const { author, mentions, pos } = fact.data.message;
  return author.id !== me && mentions?.some(({ id }) => id === me) ? pos : undefined;
}

/** How many messages I have read, as this fact tells it: who writes has read what stands above. */
function readBy(fact: Fact, me: string): number {
  if (fact.type === "messages_seen") return fact.team?.agent_id === me ? (fact.team.read_count ?? 0) : 0;
  if (fact.type !== "message_posted") return 0;
  const { author } = fact.data.message;
  return author.kind === "agent" && author.id === me ? fact.data.state.message_count : 0;
}

function begun(fact: Fact): Known | null {
  if (fact.type !== "conversation_started" || !fact.team || fact.conv === null) return null;
  const { visitor } = fact.team;
  return {
    conversation: {
      id: fact.conv,
      // Whoever begins to write is there.
      visitor: { id: visitor.id, name: visitor.name, online: true },
      created_at: fact.team.created_at,
      unread: 0,
      mentioned: null,
      team: teamPart(fact) ?? NOTHING_KNOWN,
      ...changing(fact.data.state),
    },
    at: fact.pos,
    why: null,
  };
}

const NOTHING_KNOWN: TeamState = { title: null, tags: [], group_id: null, snoozed_until: null };

/** What only the team may know, whole in every fact; those from before there was such a thing say nothing of it. */
function teamPart({ team }: Fact): TeamState | undefined {
  return team && "state" in team ? team.state : undefined;
}

function changing({ assignee, ...rest }: ConversationState) {
  return { ...rest, assignee, assignee_id: assignee?.id ?? null };
}

function recount(counts: Counts, fact: Fact): Counts {
  if (!("state" in fact.data)) return counts;
  const { state } = fact.data;
  const is = { status: state.status, assignee_id: state.assignee?.id ?? null };
  if (fact.type === "conversation_started") return moved(counts, null, is);
  const was = fact.team && "was" in fact.team ? fact.team.was : null;
  return was ? moved(counts, was, is) : counts;
}

function renameVisitors(
  known: Map<string, Known>,
  names: ReadonlyMap<string, string>,
  touched: Set<string>,
): void {
  for (const [id, one] of known) {
    const { visitor } = one.conversation;
    const name = names.get(visitor.id);
    if (name === undefined || name === visitor.name) continue;
    known.set(id, { ...one, conversation: { ...one.conversation, visitor: { ...visitor, name } } });
    touched.add(id);
  }
}

function remember(desk: Desk, fresh: readonly Fact[]): Pick<Desk, "recent" | "forgotten"> {
  if (fresh.length === 0) return { recent: desk.recent, forgotten: desk.forgotten };
  const all = [...desk.recent, ...fresh];
  const dropped = all.length - REMEMBERED;
  if (dropped <= 0) return { recent: all, forgotten: desk.forgotten };
  return { recent: all.slice(dropped), forgotten: all[dropped - 1]?.pos ?? desk.forgotten };
}
