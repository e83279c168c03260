/** To whom a conversation can be given, in the order in which one would think of them. */
import type { Counts } from "../desk/views.ts";
import type { AgentCard, Group } from "../desk/wire.ts";

export type Target =
  | { kind: "agent"; id: string; name: string; card: AgentCard; load: number; here: boolean }
  | { kind: "group"; id: string; name: string; here: number; size: number };

/** Whoever is here comes first, and among them whoever has the least to do; then the groups. */
export function targets(
  agents: ReadonlyMap<string, AgentCard>,
  groups: ReadonlyMap<string, Group>,
  counts: Counts,
): Target[] {
  const isHere = (card: AgentCard | undefined) => card?.online === true && card.availability === "online";
  const people = [...agents.values()].map((card) => ({
    kind: "agent" as const,
    id: card.id,
    name: card.name,
    card,
    load: loadOf(card.id, counts),
    here: isHere(card),
  }));
  people.sort((a, b) => Number(b.here) - Number(a.here) || a.load - b.load || a.name.localeCompare(b.name));
  const departments = [...groups.values()].map((group) => ({
    kind: "group" as const,
    id: group.id,
    name: group.name,
    size: group.agent_ids.filter((id) => agents.has(id)).length,
    here: group.agent_ids.filter((id) => isHere(agents.get(id))).length,
  }));
  departments.sort((a, b) => a.name.localeCompare(b.name));
  return [...people, ...departments];
}

/** With how many somebody is busy: those awaiting a reply and those replied to. */
export function loadOf(id: string, counts: Counts): number {
  let sum = 0;
  for (const { assignee_id, status, n } of counts.values()) {
    if (assignee_id === id && (status === "awaiting_reply" || status === "replied")) sum += n;
  }
  return sum;
}

/** Those whose name has what was typed, in any case. */
export function matching(found: readonly Target[], typed: string): Target[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return found.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
}
