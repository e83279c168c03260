/** What goes over the socket, as far as every client needs to know it. Apps narrow `Fact` to what they apply. */

export interface Author {
  readonly kind: "visitor" | "agent" | "system";
  readonly id: string | null;
  readonly name: string;
}

export interface Message {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly pos: number;
  readonly ts: number;
  readonly author: Author;
  readonly kind: "text" | "system" | "note";
  readonly text: string;
  readonly client_id?: string | null;
  readonly system?: {
    readonly what: "assigned" | "closed" | "reopened" | "snoozed" | "started" | "woken";
    readonly agent?: { readonly id: string; readonly name: string };
    readonly reason?: string;
  };
  /** Colleagues whom a note names. */
  readonly mentions?: readonly { readonly id: string; readonly name: string }[];
  /** The files that it carries. */
  readonly attachments?: readonly Attachment[];
  /** How often it was changed; the greater one is how it is now. */
  readonly revision?: number;
  readonly edited_at?: number | null;
  /** Taken back: it has no text any more. */
  readonly recalled_at?: number | null;
}

/** A file that a message carries; width and height are a picture's. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly kind: "picture" | "video" | "audio" | "file";
  readonly size: number;
  readonly width?: number | null;
  readonly height?: number | null;
}

/** What goes with words besides the words. */
export interface Besides {
  /** For the team alone. */
  readonly note?: boolean;
  readonly mentions?: readonly string[];
  /** Ids of files that were sent before. */
  readonly attachments?: readonly string[];
}

/** Somebody who is typing, perhaps a note. */
export interface Typist extends Author {
  readonly note?: boolean;
}

export interface Fact {
  /** Position of the fact that this principal was sent before this one: a later one than ours means a hole. */
  readonly prev: number;
  readonly pos: number;
  readonly conv: string | null;
  readonly seq: number | null;
  readonly type: string;
  readonly ts: number;
  readonly actor: Author;
  readonly data: { readonly message?: Message };
}

export interface Place {
  readonly epoch: string;
  readonly pos: number;
}

export interface Ack {
  readonly client_id: string;
  readonly conv: string;
  readonly id: string;
  readonly seq: number;
  readonly pos: number;
  readonly ts: number;
}

export interface Nack {
  readonly client_id: string | null;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retry_after_ms?: number | null;
}

/** What may be lost: never stored, never replayed. */
export type Ephemeral =
  | {
      readonly type: "typing";
      readonly conv: string;
      readonly actor: Author;
      readonly on: boolean;
      readonly ttl_ms: number;
      readonly note?: boolean;
    }
  | {
      readonly type: "presence";
      readonly who: { readonly kind: string; readonly id: string };
      readonly online: boolean;
    };

export interface Principal {
  readonly kind: "visitor" | "agent";
  readonly id: string;
}

export type Incoming<F extends Fact> =
  | {
      readonly t: "hello";
      readonly protocol: number;
      readonly server_time: number;
      readonly heartbeat_s: number;
      readonly max_frame: number;
    }
  | ({
      readonly t: "ready";
      readonly principal: Principal;
      readonly recovered: boolean;
      readonly head_pos: number;
    } & {
      readonly epoch: string;
    })
  | ({ readonly t: "event" } & F)
  | { readonly t: "replay_end"; readonly pos: number }
  | ({ readonly t: "ack" } & Ack)
  | ({ readonly t: "nack" } & Nack)
  | ({ readonly t: "eph" } & Ephemeral)
  | { readonly t: "ping" | "pong" }
  | { readonly t: "bye"; readonly code: number; readonly reconnect_after_ms: number }
  | { readonly t: "reset"; readonly epoch: string }
  | { readonly t: "gap"; readonly conv: string; readonly from: number; readonly to: number };

export type Marks = Record<string, { readonly delivered: number; readonly read: number }>;

export type Outgoing =
  | {
      readonly t: "auth";
      readonly token?: string;
      readonly project_id?: string;
      readonly language: string;
      readonly device_id: string;
      readonly resume?: Place;
    }
  | ({ readonly t: "resume" } & Place)
  | (Besides & {
      readonly t: "send";
      readonly client_id: string;
      readonly conv: string | null;
      readonly text: string;
    })
  | { readonly t: "seen"; readonly pos: number; readonly conv: Marks }
  | { readonly t: "typing"; readonly conv: string; readonly on: boolean; readonly note: boolean }
  | { readonly t: "ping" | "pong" };

/** Why a socket closed, by its code; everything else is the network and is tried again. */
export const CLOSED = {
  badFrame: 4400,
  signedOut: 4401,
  forbidden: 4403,
  heartbeat: 4408,
  replaced: 4409,
  tooBig: 4413,
  tooFast: 4429,
} as const;
