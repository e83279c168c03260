import { Thread } from "@shared/thread/index.ts";
import type { Asking } from "../desk/asking.ts";
import type { Fact, Message } from "../desk/wire.ts";

const KEPT = 40;

/** The threads opened lately. Facts keep them true while they are not on the screen, so that they open at once. */
export function openThreads(ask: Asking) {
  const kept = new Map<string, Thread>();

  function open(id: string): Thread {
    const thread = kept.get(id) ?? new Thread((query) => ask.messages(id, query));
    // A map remembers the order of its keys: the one opened last stands at the end.
    kept.delete(id);
    kept.set(id, thread);
    if (["new", "failed"].includes(thread.state.peek())) void thread.load();
    for (const old of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(old);
    }
    return thread;
  }

  function hear(facts: readonly Fact[]): void {
    const posted = new Map<string, Message[]>();
    for (const { conv, data } of facts) {
      if (conv === null || !data.message || !kept.has(conv)) continue;
      const items = posted.get(conv) ?? [];
      posted.set(conv, items);
      items.push(data.message);
    }
    for (const [conv, items] of posted) kept.get(conv)?.post(items);
  }

  /** After a gap that the log cannot fill, the one on the screen is fetched anew and the others when they are opened. */
  function startOver(shown: string | null): void {
    for (const id of [...kept.keys()]) if (id !== shown) kept.delete(id);
    if (shown) void kept.get(shown)?.load();
  }

  return { open, hear, startOver };
}
