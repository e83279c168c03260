import type { Author, Fact, Message } from "@shared/live/index.ts";

/** What the server tells a visitor. */

export type Status = "queuing" | "awaiting_reply" | "replied" | "pending" | "closed";

export interface Changing {
  readonly status: Status;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly closed_at: number | null;
  readonly last_seq: number;
  readonly message_count: number;
  readonly last_message: {
    readonly seq: number;
    readonly author: Author;
    readonly text: string;
    readonly ts: number;
  } | null;
  readonly team_delivered: number;
  readonly team_read: number;
  readonly visitor_delivered: number;
  readonly visitor_read: number;
}

export interface Conversation extends Changing {
  readonly id: string;
  readonly created_at: number;
  readonly unread: number;
}

export interface Me {
  readonly visitor: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly conversations: readonly Conversation[];
  readonly epoch: string;
  readonly pos: number;
}

/** Whether the team is there; where it is not, when it is back: nobody may know. */
export interface Opening {
  readonly open: boolean;
  readonly opens_at: number | null;
}

export interface Site {
  readonly project: {
    readonly name: string;
    readonly default_language: string;
    readonly avatar: string | null;
  };
  readonly online: boolean;
  readonly hours: Opening | null;
  readonly agents: readonly { readonly name: string }[];
  readonly limits: { readonly max_text_bytes: number };
}

export interface VisitorFact extends Fact {
  readonly data: { readonly message?: Message; readonly state?: Changing; readonly name?: string };
}
