/** What the server says, as the Workspace reads it: snapshots over HTTP and facts over the socket. */

export type Status = "queuing" | "awaiting_reply" | "replied" | "pending" | "closed";
export type Availability = "online" | "away" | "offline";

export interface Author {
  readonly kind: "visitor" | "agent" | "system";
  readonly id: string | null;
  readonly name: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface LastMessage {
  readonly seq: number;
  readonly author: Author;
  readonly text: string;
  readonly ts: number;
}

/** What of a conversation changes without its parties changing; facts carry it whole. */
interface Changing {
  readonly status: Status;
  readonly received_at: number | null;
  readonly closed_at: number | null;
  readonly waiting_since: number | null;
  readonly last_seq: number;
  readonly message_count: number;
  readonly last_message: LastMessage | null;
  readonly team_delivered: number;
  readonly team_read: number;
  readonly visitor_delivered: number;
  readonly visitor_read: number;
}

export interface ConversationState extends Changing {
  readonly assignee: Person | null;
}

export interface Conversation extends Changing {
  readonly id: string;
  readonly visitor: { readonly id: string; readonly name: string; readonly online: boolean };
  readonly assignee_id: string | null;
  readonly created_at: number;
  readonly unread: number;
}

export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly time_zone: string | null;
  readonly page_url: string | null;
  readonly page_title: string | null;
  readonly referrer: string | null;
  readonly browser: string;
  readonly os: string;
  readonly device: string;
  readonly ip: string;
  readonly user_agent: string;
  readonly created_at: number;
  readonly last_seen_at: number;
  readonly online: boolean;
}

export interface Agent {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: "administrator" | "agent";
  readonly language: string;
  readonly availability: Availability;
  readonly conversation_limit: number;
  readonly created_at: number;
}

export interface AgentCard {
  readonly id: string;
  readonly name: string;
  readonly availability: Availability;
  readonly online: boolean;
  readonly load: number;
  readonly conversation_limit: number;
}

export interface Message {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly pos: number;
  readonly ts: number;
  readonly author: Author;
  readonly kind: "text" | "system";
  readonly text: string;
  readonly client_id: string | null;
  readonly system?: {
    readonly what: "assigned" | "closed" | "reopened" | "started";
    readonly agent?: Person;
    readonly reason?: string;
  };
}

/** Where a conversation was counted before a fact moved it. */
export interface Place {
  readonly status: Status;
  readonly assignee_id: string | null;
}

export interface Count extends Place {
  readonly n: number;
}

interface FactOf<Type extends string, Data, Team> {
  readonly t?: "event";
  readonly prev: number;
  readonly pos: number;
  readonly conv: string | null;
  readonly seq: number | null;
  readonly type: Type;
  readonly ts: number;
  readonly actor: Author;
  readonly data: Data;
  readonly team?: Team;
}

interface ThreadItem {
  readonly message: Message;
  readonly state: ConversationState;
}

export type Fact =
  | FactOf<"conversation_started", { readonly state: ConversationState }, { readonly visitor: Visitor }>
  | FactOf<"message_posted", ThreadItem, { readonly was?: Place | null }>
  | FactOf<
      "conversation_assigned",
      ThreadItem,
      { readonly was?: Place | null; readonly reason: string; readonly by: Author }
    >
  | FactOf<"conversation_closed" | "conversation_reopened", ThreadItem, { readonly was?: Place | null }>
  | FactOf<
      "messages_seen",
      { readonly by: { readonly kind: string; readonly id: string | null }; readonly state: ConversationState },
      { readonly agent_id: string; readonly read: number }
    >
  | FactOf<"visitor_changed", object, { readonly visitor: Visitor }>
  | FactOf<"agent_changed", object, { readonly agent: AgentCard }>
  | FactOf<"project_renamed", { readonly name: string }, object>;

export interface Me {
  readonly agent: Agent;
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly site_key: string;
    readonly default_language: string;
    readonly time_zone: string;
  };
  readonly limits: { readonly max_text_bytes: number };
  readonly agents: readonly AgentCard[];
  readonly counts: readonly Count[];
  readonly epoch: string;
  readonly pos: number;
}

export interface ConversationPage {
  readonly items: readonly Conversation[];
  readonly next: string | null;
  readonly epoch: string;
  readonly pos: number;
}

export interface AssignedWhy {
  readonly reason: string;
  readonly by: Author;
  readonly at: number;
}
