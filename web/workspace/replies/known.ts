import { signal } from "@preact/signals";
import { Refusal, type Reply } from "@shared/api/index.ts";
import type { Asking } from "../desk/asking.ts";
import type { Fact } from "../desk/wire.ts";
import { inWords } from "../problems.ts";

export type KnownReplies = ReturnType<typeof openReplies>;

/** The saved replies that this agent may use: asked for when somebody first wants one, and kept true by facts. */
export function openReplies(ask: Asking, me: () => string) {
  const all = signal<readonly Reply[] | null>(null);
  const problem = signal<string | null>(null);
  let asked = 0;
  let loading = false;

  function want(): void {
    if (!all.peek() && !loading) void load();
  }

  async function load(): Promise<void> {
    const turn = ++asked;
    loading = true;
    problem.value = null;
    try {
      const items: Reply[] = [];
      let after: string | null = null;
      do {
        const page: { items: Reply[]; next: string | null } = await ask.replies(after);
        items.push(...page.items);
        after = page.next;
      } while (after !== null);
      if (turn === asked) all.value = items;
    } catch (refused) {
      if (turn === asked) problem.value = inWords(refused);
    } finally {
      if (turn === asked) loading = false;
    }
  }

  function put(reply: Reply): void {
    const others = all.peek()?.filter(({ id, version }) => id !== reply.id || version > reply.version);
    if (others) all.value = others.some(({ id }) => id === reply.id) ? others : [...others, reply];
  }

  function drop(id: string): void {
    all.value = all.peek()?.filter((one) => one.id !== id) ?? null;
  }

  /** A fact says which reply it is; what it says is asked for, since not everybody may read everything. */
  function hear(facts: readonly Fact[]): void {
    if (!all.peek() && !loading) return;
    for (const { type, team } of facts) {
      if ((type !== "reply_changed" && type !== "reply_deleted") || !team) continue;
      // What is loading may be older than the fact.
      if (loading) return void load();
      const { reply_id, agent_id } = team;
      if (type === "reply_deleted") drop(reply_id);
      else if (agent_id === null || agent_id === me()) {
        ask.reply(reply_id).then(put, (refused) => {
          if (refused instanceof Refusal && refused.status === 404) drop(reply_id);
          else void load();
        });
      }
    }
  }

  /** It was inserted: the most used comes first. That it is counted must not keep anybody from writing. */
  function used(reply: Reply, at: number): void {
    put({ ...reply, used: reply.used + 1, last_used_at: at });
    void ask.useReply(reply.id, at).catch(() => {});
  }

  /** After a gap in the log. */
  function startOver(): void {
    if (all.peek()) void load();
  }

  return { all, problem, want, load, put, drop, hear, used, startOver };
}
