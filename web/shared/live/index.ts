/**
 * The one live client, for visitors and agents alike: a view that is never stale without knowing it, and an outbox that
 * never loses a word.
 *
 *   const live = new Live({ door: agentDoor(project, agent), place: { epoch, pos }, facts, refetch });
 */

export { Backoff } from "./backoff.ts";
export { agentDoor, type Door, visitorDoor } from "./doors.ts";
export type { Author, Besides, Ephemeral, Fact, Message, Place, Typist } from "./frames.ts";
export { newClientId } from "./ids.ts";
export type { LiveStatus, StopReason } from "./link.ts";
export { Live, type LiveApp } from "./live.ts";
export { type Echo, Outbox, type Unsent } from "./outbox.ts";
export { call, Refusal } from "./rest.ts";
