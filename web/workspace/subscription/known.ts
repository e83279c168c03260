import { signal } from "@preact/signals";
import type { Subscription } from "@shared/api/index.ts";
import type { Asking } from "../desk/asking.ts";
import type { Fact } from "../desk/wire.ts";

/** The most that a timer can count: 24 days. */
const LONGEST = 2 ** 31 - 1;

/** Until when the project may be used, for its administrators; kept fresh by the facts and by the clock. */
export function openSubscription(ask: Pick<Asking, "subscription">, administrator: boolean) {
  const known = signal<Subscription | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = !administrator;

  async function refresh(): Promise<void> {
    clearTimeout(timer);
    if (closed) return;
    try {
      const answer = await ask.subscription();
      if (closed) return;
      known.value = answer;
      const rest = answer.turns_at === null ? LONGEST : answer.turns_at - answer.server_time + 1_000;
      timer = setTimeout(refresh, Math.min(rest, LONGEST));
    } catch {
      // What it says is also mailed to the owners; the next fact, or the next visit, asks again.
    }
  }

  void refresh();
  return {
    known,
    hear: (facts: readonly Fact[]) => {
      if (facts.some(({ type }) => type === "subscription_changed")) void refresh();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
