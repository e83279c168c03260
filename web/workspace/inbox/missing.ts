import { Refusal } from "@shared/api/index.ts";
import type { Desk } from "../desk/apply.ts";
import type { Asking } from "../desk/asking.ts";
import { learn } from "../desk/learning.ts";
import type { Store } from "../desk/store.ts";
import type { Place } from "../desk/wire.ts";

const AT_ONCE = 4;
const AGAIN = 3000;

/** Single conversations that facts spoke of but no list had brought: fetched a few at a time. */
export function openMissing(ask: Asking, store: Store) {
  const waiting = new Set<string>();
  let underWay = 0;

  function fetch(id: string): void {
    waiting.add(id);
    next();
  }

  function next(): void {
    const [id] = waiting;
    if (id === undefined || underWay >= AT_ONCE) return;
    waiting.delete(id);
    underWay += 1;
    void bring(id).finally(() => {
      underWay -= 1;
      next();
    });
    next();
  }

  async function bring(id: string): Promise<void> {
    try {
      const found = await ask.conversation(id);
      const outcome = learn(store.desk(), [found.conversation], found.pos);
      store.take(outcome);
      for (const again of outcome.wanted) waiting.add(again);
    } catch (refused) {
      // Nothing is lost otherwise: the next fact about it, or the next opening of its list, asks again.
      if (refused instanceof Refusal && refused.retryable) setTimeout(() => fetch(id), AGAIN);
    }
  }

  return { fetch };
}

/** Where facts say that a conversation stands of which nothing else is known. */
export function placeOf(desk: Desk, id: string): Place | null {
  const fact = desk.recent.findLast((one) => one.conv === id && "state" in one.data);
  if (!fact || !("state" in fact.data)) return null;
  const { status, assignee } = fact.data.state;
  return { status, assignee_id: assignee?.id ?? null };
}
