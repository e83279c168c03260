import { signal } from "@preact/signals";
import type { Invitation, Member, Page, Team } from "@shared/api/index.ts";
import type { Asking } from "../desk/asking.ts";
import type { Fact } from "../desk/wire.ts";
import { inWords } from "../problems.ts";

export type KnownTeam = ReturnType<typeof openTeam>;

interface Shown {
  team: Team;
  members: Member[];
  invitations: Invitation[];
}

/** What many facts at once have in common is asked for once; how busy people are may be some seconds old. */
const SOON = 150;
const BUSY = 5_000;

/** The team as its administrators see it: asked for while the page is open, and again when a fact speaks of it. */
export function openTeam(ask: Asking) {
  const shown = signal<Shown | null>(null);
  const problem = signal<string | null>(null);
  let watchers = 0;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;

  async function refresh(): Promise<void> {
    forget();
    const turn = ++asked;
    try {
      const [team, members, invitations] = await Promise.all([
        ask.team(),
        whole(ask.members),
        whole(ask.invitations),
      ]);
      if (turn !== asked) return;
      shown.value = { team, members, invitations };
      problem.value = null;
      // An invitation that grows too old gives its seat back by itself.
      const ends = invitations.map((one) => one.expires_at - Date.now()).filter((rest) => rest > 0);
      if (ends.length > 0) later(Math.max(BUSY, Math.min(...ends) + 1_000));
    } catch (refused) {
      if (turn === asked) problem.value = inWords(refused);
    }
  }

  function later(pause: number): void {
    if (watchers === 0 || Date.now() + pause >= due || pause >= 2 ** 31) return;
    forget();
    due = Date.now() + pause;
    timer = setTimeout(() => void refresh(), pause);
  }

  function forget(): void {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  }

  /** Keeps it fresh until what this answers is called. */
  function watch(): () => void {
    watchers++;
    void refresh();
    return () => {
      watchers--;
      if (watchers === 0) forget();
    };
  }

  function hear(facts: readonly Fact[]): void {
    for (const { type } of facts) {
      if (/^(agent|invitation|subscription)_/.test(type)) later(SOON);
      else if (/^conversation_/.test(type)) later(BUSY);
    }
  }

  return { shown, problem, refresh, watch, hear, close: forget };
}

/** Every page, one after the other. */
async function whole<Item>(page: (after: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const next: Page<Item> = await page(after);
    items.push(...next.items);
    after = next.next;
  } while (after !== null);
  return items;
}
