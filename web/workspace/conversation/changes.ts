import { signal } from "@preact/signals";
import type { Message as Said } from "@shared/live/index.ts";

/** What one is about to do with a message. */
export interface Change {
  readonly what: "edit" | "recall" | "earlier";
  readonly message: Said;
}

export const change = signal<Change | null>(null);

const A_DAY = 86_400_000;

/** Whether one may still reword it or take it back; the server asks the same. */
export function mayChange(message: Said, me: string, now: number): boolean {
  if (message.kind === "system" || message.recalled_at) return false;
  return message.author.kind === "agent" && message.author.id === me && now - message.ts < A_DAY;
}

/** The newest of one's own that may be changed: what the arrow up opens. */
export function newestOwn(messages: readonly Said[], me: string, now: number): Said | undefined {
  return messages.findLast((message) => mayChange(message, me, now));
}
