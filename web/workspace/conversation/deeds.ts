import { signal } from "@preact/signals";
import { announce, toast } from "@shared/ui/toast.tsx";
import { learn } from "../desk/learning.ts";
import type { Room } from "../desk/room.ts";
import type { Availability, Conversation } from "../desk/wire.ts";
import { inWords } from "../problems.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";

export type Verb = "claim" | "close" | "reopen";

/** Which verb is on its way for which conversation: a second press waits for the first. */
export const underWay = signal<ReadonlySet<string>>(new Set());

/** Whether a verb makes sense now; buttons and keys ask the same question. */
export function may(verb: Verb, conversation: Conversation): boolean {
  if (verb === "claim") return conversation.status === "queuing";
  return (verb === "reopen") === (conversation.status === "closed");
}

/**
 * Does it and lets the fact show it. A refusal is said in the server's words, which name who was quicker; the row is
 * then fetched again, since what one saw was not the case.
 */
export async function perform(room: Room, verb: Verb, id: string): Promise<boolean> {
  const conversation = room.store.row(id).peek()?.conversation;
  const name = `${verb} ${id}`;
  if (!conversation || !may(verb, conversation) || underWay.peek().has(name)) return false;
  underWay.value = new Set([...underWay.peek(), name]);
  try {
    await room.ask[verb](id);
    announce(t(`done.${verb}`, { name: called(conversation.visitor) }));
    return true;
  } catch (refused) {
    toast(inWords(refused), "problem");
    void refresh(room, id);
    return false;
  } finally {
    underWay.value = new Set([...underWay.peek()].filter((one) => one !== name));
  }
}

export async function setAvailability(room: Room, availability: Availability): Promise<void> {
  try {
    const agent = await room.ask.changeMe({ availability });
    const desk = room.store.desk();
    room.store.take({ desk: { ...desk, agent }, touched: new Set() });
  } catch (refused) {
    toast(inWords(refused), "problem");
  }
}

async function refresh(room: Room, id: string): Promise<void> {
  try {
    const found = await room.ask.conversation(id);
    room.store.take(learn(room.store.desk(), [found.conversation], found.pos));
  } catch {
    // The list shows it again with the next fact.
  }
}
