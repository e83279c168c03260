/** A server small enough to be obviously right, for the tests: it keeps the rows, states facts and gives snapshots. */
import { belongs, compare, fits, type Order, rank, UNFILTERED, type View } from "./views.ts";
import type {
  Conversation,
  ConversationState,
  Fact,
  Me,
  Message,
  Place,
  Status,
  TeamState,
  Visitor,
} from "./wire.ts";

export const ME = "agent-me";

interface Row extends ConversationState {
  team: TeamState;
  id: string;
  visitor: Visitor;
  created_at: number;
  read: number;
  mentioned: number | null;
  spoken: { seq: number; mine: boolean }[];
}

export class Rehearsal {
  readonly rows = new Map<string, Row>();
  readonly facts: Fact[] = [];
  pos = 100;
  now = 1_000_000;

  start(id: string, name = `Visitor ${id}`): void {
    const visitor = { id: `v-${id}`, name, online: true, language: "en" } as Visitor;
    const row: Row = {
      id,
      visitor,
      created_at: this.tick(),
      read: 0,
      mentioned: null,
      spoken: [],
      status: "queuing",
      assignee: null,
      received_at: null,
      closed_at: null,
      waiting_since: null,
      last_seq: 0,
      message_count: 0,
      last_message: null,
      last_message_at: this.now,
      team_delivered: 0,
      team_read: 0,
      visitor_delivered: 0,
      visitor_read: 0,
      visitor_read_count: 0,
      team: { title: null, tags: [], group_id: null, snoozed_until: null },
    };
    this.rows.set(id, row);
    this.state({
      type: "conversation_started",
      conv: id,
      data: { state: stateOf(row) },
      team: { visitor, created_at: row.created_at, state: row.team },
    });
  }

  write(id: string, by: "visitor" | "me" | "other"): void {
    const row = this.row(id);
    const was = place(row);
    const message = this.item(row, "text", by);
    row.message_count += 1;
    row.spoken.push({ seq: message.seq, mine: by === "me" });
    if (by === "me") row.read = message.seq;
    if (by === "visitor") {
      row.status = row.assignee ? "awaiting_reply" : "queuing";
      row.waiting_since ??= message.ts;
      row.closed_at = null;
    } else {
      row.status = row.assignee ? "replied" : row.status;
      row.waiting_since = null;
    }
    row.last_message = { seq: message.seq, author: message.author, text: message.text, ts: message.ts };
    row.last_message_at = message.ts;
    this.state({
      type: "message_posted",
      conv: id,
      seq: message.seq,
      data: { message, state: stateOf(row) },
      team: { state: row.team, ...(differs(was, row) ? { was } : {}) },
    });
  }

  /** A colleague writes a note, which may name me. */
  note(id: string, naming: boolean): void {
    const row = this.row(id);
    const message: Message = {
      ...this.item({ ...row, last_seq: row.last_seq - 1 }, "text", "other"),
      kind: "note",
      mentions: naming ? [{ id: ME, name: "Me" }] : [],
    };
    if (naming) row.mentioned = message.pos;
    this.state({ type: "note_posted", conv: id, data: { message }, team: {} });
  }

  sawMention(id: string): void {
    const row = this.row(id);
    if (row.mentioned === null) return;
    row.mentioned = null;
    this.state({ type: "mention_seen", conv: id, data: {}, team: { agent_id: ME } });
  }

  assign(id: string, agent: string): void {
    const row = this.row(id);
    const was = place(row);
    row.assignee = { id: agent, name: agent };
    row.status = "awaiting_reply";
    const message = this.item(row, "system", "other");
    this.state({
      type: "conversation_assigned",
      conv: id,
      seq: message.seq,
      data: { message, state: stateOf(row) },
      team: { state: row.team, was, why: { reason: "rounds", by: message.author, at: message.ts } },
    });
  }

  close(id: string): void {
    const row = this.row(id);
    const was = place(row);
    row.status = "closed";
    row.waiting_since = null;
    row.closed_at = this.tick();
    const message = this.item(row, "system", "other");
    this.state({
      type: "conversation_closed",
      conv: id,
      seq: message.seq,
      data: { message, state: stateOf(row) },
      team: { state: row.team, was },
    });
  }

  seen(id: string, read: number): void {
    const row = this.row(id);
    row.read = Math.max(row.read, read);
    row.team_read = Math.max(row.team_read, read);
    this.state({
      type: "messages_seen",
      conv: id,
      data: { by: { kind: "agent", id: ME }, state: stateOf(row) },
      team: {
        state: row.team,
        agent_id: ME,
        read: row.read,
        read_count: row.spoken.filter((one) => one.seq <= row.read).length,
      },
    });
  }

  title(id: string, title: string | null): void {
    const row = this.row(id);
    row.team = { ...row.team, title };
    this.state({
      type: "conversation_changed",
      conv: id,
      data: { state: stateOf(row) },
      team: { state: row.team },
    });
  }

  tag(id: string, tags: string[]): void {
    const row = this.row(id);
    row.team = { ...row.team, tags };
    this.state({
      type: "conversation_changed",
      conv: id,
      data: { state: stateOf(row) },
      team: { state: row.team },
    });
  }

  rename(id: string, name: string): void {
    const row = this.row(id);
    row.visitor = { ...row.visitor, name };
    this.state({ type: "visitor_changed", conv: null, data: {}, team: { visitor: row.visitor } });
  }

  me(): Me {
    const counts = new Map<string, { status: Status; assignee_id: string | null; n: number }>();
    for (const row of this.rows.values()) {
      const at = place(row);
      const name = `${at.status} ${at.assignee_id}`;
      counts.set(name, { ...at, n: (counts.get(name)?.n ?? 0) + 1 });
    }
    return {
      agent: { id: ME, name: "Me", availability: "online", conversation_limit: 6 },
      project: { id: "p", name: "Shop" },
      limits: { max_text_bytes: 16384 },
      agents: [{ id: ME, name: "Me", availability: "online", online: true, load: 0, conversation_limit: 6 }],
      groups: [],
      counts: [...counts.values()],
      tags: [],
      epoch: "e",
      pos: this.pos,
    } as unknown as Me;
  }

  page(view: View, order: Order, limit: number, filters = UNFILTERED): Conversation[] {
    return [...this.rows.values()]
      .map(conversationOf)
      .filter((one) => belongs(view, one, ME) && fits(filters, one))
      .sort((a, b) => compare(order, rank(order, a), rank(order, b)))
      .slice(0, limit);
  }

  one(id: string): Conversation {
    return conversationOf(this.row(id));
  }

  since(pos: number): Fact[] {
    return this.facts.filter((fact) => fact.pos > pos);
  }

  private row(id: string): Row {
    const row = this.rows.get(id);
    if (!row) throw new Error(`no conversation ${id}`);
    return row;
  }

  private tick(): number {
    this.now += 10;
    return this.now;
  }

  private item(row: Row, kind: "text" | "system", by: "visitor" | "me" | "other"): Message {
    row.last_seq += 1;
    const author =
      kind === "system"
        ? { kind: "system" as const, id: null, name: "" }
        : by === "visitor"
          ? { kind: "visitor" as const, id: row.visitor.id, name: row.visitor.name }
          : { kind: "agent" as const, id: by === "me" ? ME : "agent-other", name: by };
    const seq = row.last_seq;
    return {
      id: `${row.id}-${seq}`,
      conversation_id: row.id,
      seq,
      pos: this.pos + 1,
      ts: this.tick(),
      author,
      kind,
      text: `words ${seq}`,
      client_id: null,
    };
  }

  private state(fact: { type: string; conv: string | null; seq?: number; data: object; team: object }): void {
    const prev = this.pos;
    this.pos += 1;
    const actor = { kind: "system", id: null, name: "" };
    this.facts.push({ seq: null, ...fact, prev, pos: this.pos, ts: this.now, actor } as unknown as Fact);
  }
}

function place(row: Row): Place {
  return { status: row.status, assignee_id: row.assignee?.id ?? null };
}

function differs(was: Place, row: Row): boolean {
  return was.status !== row.status || was.assignee_id !== (row.assignee?.id ?? null);
}

function stateOf({
  id: _,
  visitor: __,
  created_at: ___,
  read: ____,
  mentioned: _____,
  spoken: ______,
  team: _______,
  ...state
}: Row): ConversationState {
  return { ...state };
}

function conversationOf(row: Row): Conversation {
  const { assignee, ...state } = stateOf(row);
  const { id, name, online } = row.visitor;
  return {
    ...state,
    team: row.team,
    assignee,
    id: row.id,
    visitor: { id, name, online },
    assignee_id: assignee?.id ?? null,
    created_at: row.created_at,
    mentioned: row.mentioned,
    unread: row.spoken.filter((one) => !one.mine && one.seq > row.read).length,
  };
}
