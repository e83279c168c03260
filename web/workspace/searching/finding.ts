import { computed, signal } from "@preact/signals";
import type { Asking, Searched } from "../desk/asking.ts";
import { learn } from "../desk/learning.ts";
import type { Store } from "../desk/store.ts";
import type { FoundConversations, FoundMessage } from "../desk/wire.ts";
import { inWords } from "../problems.ts";

/** How often a page that found nothing goes on looking further back by itself. */
const PATIENCE = 5;

export interface Place {
  readonly conversation: string;
  readonly at: number | null;
}

/** What was found: conversations by what they are known by, and messages page by page. A later search wins. */
export function openFinding(ask: Asking, store: Store) {
  const state = signal<"idle" | "loading" | "ready" | "failed">("idle");
  const problem = signal("");
  const conversations = signal<FoundConversations | null>(null);
  const messages = signal<readonly FoundMessage[]>([]);
  const next = signal<string | null>(null);
  /** How far back it was looked, where that is not everything. */
  const since = signal<number | null>(null);
  const more = signal<"no" | "loading" | "failed">("no");
  let asked: Searched | null = null;
  let turn = 0;

  async function search(wanted: Searched): Promise<void> {
    const mine = ++turn;
    asked = wanted;
    more.value = "no";
    if (!wanted.search.trim()) {
      state.value = "idle";
      return;
    }
    if (state.peek() !== "ready") state.value = "loading";
    try {
      const { who: _, author_id: __, ...known } = wanted;
      const [found, page] = await Promise.all([ask.searchConversations(known), ask.searchMessages(wanted)]);
      if (mine !== turn) return;
      store.take(
        learn(
          store.desk(),
          found.items.map((one) => one.conversation),
          found.pos,
        ),
      );
      conversations.value = found;
      messages.value = page.items;
      next.value = page.next;
      since.value = page.since;
      state.value = "ready";
      if (page.items.length === 0 && page.next) await further();
    } catch (refused) {
      if (mine !== turn) return;
      problem.value = inWords(refused);
      state.value = "failed";
    }
  }

  /** The next page; where it holds nothing it looks on, for a while. */
  async function further(): Promise<void> {
    const mine = turn;
    if (!asked || more.peek() === "loading") return;
    more.value = "loading";
    try {
      for (let round = 0; round < PATIENCE; round++) {
        const after = next.peek();
        if (!after) break;
        const page = await ask.searchMessages({ ...asked, after });
        if (mine !== turn) return;
        messages.value = [...messages.peek(), ...page.items];
        next.value = page.next;
        since.value = page.since;
        if (page.items.length > 0) break;
      }
      more.value = "no";
    } catch {
      if (mine === turn) more.value = "failed";
    }
  }

  /** Everything that can be opened, as it stands on the screen. */
  const places = computed<readonly Place[]>(() =>
    state.value !== "ready"
      ? []
      : [
          ...(conversations.value?.items ?? []).map((one) => ({
            conversation: one.conversation.id,
            at: null,
          })),
          ...messages.value.map((one) => ({ conversation: one.conversation_id, at: one.pos })),
        ],
  );

  const again = () => {
    if (asked) void search(asked);
  };
  return { state, problem, conversations, messages, next, since, more, search, further, again, places };
}
