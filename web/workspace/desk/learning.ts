/** Taking in what was fetched: snapshots that may be older or newer than the cursor. */
import { type Desk, fold, type Known, type Outcome } from "./apply.ts";
import type { AssignedWhy, Conversation, Visitor } from "./wire.ts";

/**
 * Takes in conversations as a list or a detail gave them at position `at`. What is known already is as new as
 * the cursor, so an older snapshot is brought up to the cursor from the facts kept behind it.
 */
export function learn(desk: Desk, items: readonly Conversation[], at: number): Outcome {
  const known = new Map(desk.known);
  const touched = new Set<string>();
  const wanted = new Set<string>();
  for (const conversation of items) {
    const before = known.get(conversation.id);
    if (before && at <= Math.max(desk.pos, before.at)) continue;
    if (at < desk.forgotten) {
      wanted.add(conversation.id);
      continue;
    }
    let after: Known = { conversation, at, why: before?.why };
    for (const fact of desk.recent) {
      if (fact.conv === conversation.id) after = fold(after, fact, desk.agent.id);
    }
    known.set(conversation.id, after);
    touched.add(conversation.id);
  }
  return { desk: { ...desk, known }, touched, wanted };
}

/** The visitor's details and the reason of the assignment, fetched when a conversation is opened. */
export function learnDetails(
  desk: Desk,
  id: string,
  details: { visitor: Visitor; assigned_why: AssignedWhy | null; pos: number },
): Desk {
  const before = desk.known.get(id);
  if (!before) return desk;
  const told = desk.recent.some(
    ({ conv, pos, team }) => conv === id && pos > details.pos && team && "why" in team && team.why,
  );
  const why = told ? before.why : details.assigned_why;
  const seen = desk.visitors.get(details.visitor.id);
  const visitor = seen && details.pos < desk.pos ? seen : details.visitor;
  return {
    ...desk,
    known: new Map(desk.known).set(id, { ...before, why }),
    visitors: new Map(desk.visitors).set(visitor.id, visitor),
  };
}
