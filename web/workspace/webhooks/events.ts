import type { WebhookEvent } from "@shared/api/index.ts";

/** What a webhook can be told, by what it is about, in the order of the form. */
export const KINDS: readonly { kind: string; events: readonly WebhookEvent[] }[] = [
  {
    kind: "conversation",
    events: [
      "conversation_started",
      "conversation_assigned",
      "conversation_returned",
      "conversation_transferred",
      "conversation_snoozed",
      "conversation_woken",
      "conversation_closed",
      "conversation_reopened",
      "conversation_changed",
    ],
  },
  { kind: "message", events: ["message_posted", "message_edited", "message_recalled", "note_posted"] },
  { kind: "visitor", events: ["visitor_changed", "visitor_blocked"] },
  { kind: "project", events: ["project_renamed", "project_settled"] },
];

/** How a webhook is called: by what it is for, or by whose server it is. */
export function nameOf(webhook: { description: string; url: string }): string {
  return webhook.description || hostOf(webhook.url);
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
