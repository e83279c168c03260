/** What the server says, as the Workspace reads it: snapshots over HTTP and facts over the socket. */
import type {
  AgentCard,
  Author,
  Group,
  Known,
  Conversation as Listed,
  Message,
  Named,
  OpenedConversation as Opened,
  Status,
  Tag,
  TeamState,
  Visitor,
} from "@shared/api/index.ts";

export type {
  Agent,
  AgentCard,
  Author,
  Availability,
  FoundMessage,
  FoundMessages,
  Group,
  Me,
  Message,
  Named,
  Status,
  StatusCount,
  Tag,
  TeamState,
  Visitor,
} from "@shared/api/index.ts";

export type AssignedWhy = NonNullable<Opened["assigned_why"]>;

export interface Conversation extends Listed {
  /** When a person last wrote, else when it began: what the newest-first order goes by. */
  last_message_at: number;
  /** How many of its messages the visitor has read. */
  visitor_read_count: number;
}

export interface ConversationPage {
  items: Conversation[];
  next: string | null;
  epoch: string;
  pos: number;
}

/** Conversations that are known by the words that were looked for, and by what each is. */
export interface FoundConversations {
  items: { conversation: Conversation; known: Known[] }[];
  more: boolean;
  epoch: string;
  pos: number;
}

export type FoundConversation = FoundConversations["items"][number];

export interface OpenedConversation extends Opened {
  conversation: Conversation;
}

/** The changeable part of a conversation, whole in every fact about it. */
export interface ConversationState
  extends Omit<
    Conversation,
    "id" | "visitor" | "assignee_id" | "created_at" | "unread" | "mentioned" | "team"
  > {
  assignee: Named | null;
}

/** Where a conversation is counted. */
export interface Place {
  status: Status;
  assignee_id: string | null;
}

interface FactOf<Type extends string, Data, Team> {
  readonly prev: number;
  readonly pos: number;
  readonly conv: string | null;
  readonly seq: number | null;
  readonly type: Type;
  readonly ts: number;
  readonly actor: Author;
  readonly data: Data;
  readonly team?: Team | null;
}

interface NoItem {
  readonly message?: never;
}

interface Item {
  readonly message: Message;
  readonly state: ConversationState;
}

interface State extends NoItem {
  readonly state: ConversationState;
}

/** What only the team may know; `was` and `why` only when the fact moved the conversation. */
interface Moved {
  readonly state: TeamState;
  readonly was?: Place | null;
  readonly why?: AssignedWhy | null;
}

export type Fact =
  | FactOf<
      "conversation_started",
      State,
      { readonly visitor: Visitor; readonly created_at: number; readonly state: TeamState }
    >
  | FactOf<
      | "message_posted"
      | "conversation_assigned"
      | "conversation_returned"
      | "conversation_closed"
      | "conversation_reopened"
      | "conversation_transferred"
      | "conversation_snoozed"
      | "conversation_woken"
      | "message_edited"
      | "message_recalled",
      Item,
      Moved
    >
  | FactOf<"note_posted", { readonly message: Message }, object>
  | FactOf<"mention_seen", NoItem, { readonly agent_id: string }>
  | FactOf<
      "messages_seen",
      State & { readonly by: { readonly kind: string } },
      {
        readonly state: TeamState;
        readonly agent_id?: string | null;
        readonly read?: number;
        readonly read_count?: number;
      }
    >
  | FactOf<"conversation_kept", State, Moved>
  | FactOf<"routing_changed" | "hours_changed", NoItem, object>
  | FactOf<"conversation_changed", State, Moved>
  | FactOf<"saved_views_changed", NoItem, { readonly agent_id: string | null }>
  | FactOf<"tags_changed", NoItem, { readonly tags: Tag[] }>
  | FactOf<"visitor_changed", NoItem, { readonly visitor: Visitor }>
  | FactOf<"agent_changed", NoItem, { readonly agent: AgentCard }>
  | FactOf<"subscription_changed", NoItem, object>
  | FactOf<"invitation_changed", NoItem, object>
  | FactOf<"visitor_blocked", NoItem, { readonly visitor_id: string }>
  | FactOf<"group_changed", NoItem, { readonly group: Group }>
  | FactOf<"group_removed", NoItem, { readonly group_id: string }>
  | FactOf<
      "reply_changed" | "reply_deleted",
      NoItem,
      { readonly reply_id: string; readonly agent_id: string | null }
    >
  | FactOf<"agent_left", NoItem, { readonly agent_id: string }>
  | FactOf<
      "project_settled",
      NoItem & { readonly default_language: string; readonly time_zone: string },
      object
    >
  | FactOf<"project_renamed", NoItem & { readonly name: string }, object>;
