import type { Ack, Fact, Incoming, Marks, Place } from "./frames.ts";
import type { Unsent } from "./outbox.ts";
import { call } from "./rest.ts";

export interface Polled<F extends Fact> extends Place {
  /** The frames that the socket would have brought, facts and what may be lost alike. */
  readonly events: readonly Incoming<F>[];
  readonly recovered: boolean;
}

/** The same commands as the socket's, over HTTP, for networks that block sockets; and who we are, for both. */
export interface Door {
  readonly kind: "visitor" | "agent";
  /** Whose words the outbox keeps, such as `agent:<project>:<agent>`. */
  readonly owner: string;
  readonly credentials: { readonly token?: string; readonly project_id?: string };
  events<F extends Fact>(place: Place, wait: number, signal: AbortSignal): Promise<Polled<F>>;
  send(item: Unsent): Promise<Ack>;
  seen(marks: Marks): Promise<unknown>;
  typing(conv: string, on: boolean, note: boolean): Promise<unknown>;
}

interface Accepted extends Omit<Ack, "conv"> {
  readonly conversation_id: string;
}

export function visitorDoor(visitorId: string, token: string): Door {
  const base = "/api/v1/visitor";
  return {
    ...door(base, token),
    kind: "visitor",
    owner: `visitor:${visitorId}`,
    credentials: { token },
    send: async ({ client_id, conv, text, besides }) =>
      acked(
        await call(`${base}/messages`, {
          method: "POST",
          token,
          body: { client_id, conversation_id: conv, text, ...besides },
        }),
      ),
  };
}

export function agentDoor(projectId: string, agentId: string): Door {
  const base = `/api/v1/workspace/${projectId}`;
  return {
    ...door(base),
    kind: "agent",
    owner: `agent:${projectId}:${agentId}`,
    credentials: { project_id: projectId },
    send: async ({ client_id, conv, text, besides }) =>
      acked(
        await call(`${base}/conversations/${conv}/messages`, {
          method: "POST",
          body: { client_id, text, ...besides },
        }),
      ),
  };
}

function door(base: string, token?: string) {
  return {
    events: <F extends Fact>({ epoch, pos }: Place, wait: number, signal: AbortSignal) =>
      call<Polled<F>>(`${base}/events?epoch=${encodeURIComponent(epoch)}&after=${pos}&wait=${wait}`, {
        token,
        signal,
      }),
    seen: (marks: Marks) =>
      Promise.all(
        Object.entries(marks).map(([conv, body]) =>
          call(`${base}/conversations/${conv}/seen`, { method: "POST", token, body }),
        ),
      ),
    typing: (conv: string, on: boolean, note: boolean) =>
      call(`${base}/conversations/${conv}/typing`, { method: "POST", token, body: { on, note } }),
  };
}

function acked({ conversation_id, ...ack }: Accepted): Ack {
  return { ...ack, conv: conversation_id };
}
