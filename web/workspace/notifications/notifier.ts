/** Tells what happens to whoever is not looking: one sound for all tabs, again until it was seen where that is wished. */
import { effect, signal } from "@preact/signals";
import type { NotificationChoices } from "@shared/api/index.ts";
import { watched } from "../conversation/watched.ts";
import type { Asking } from "../desk/asking.ts";
import type { Store } from "../desk/store.ts";
import { countIn } from "../desk/views.ts";
import type { Fact } from "../desk/wire.ts";
import { conversation, go } from "../place.ts";
import { showBadge } from "./badge.ts";
import { type Kind, NONE, hear as noticed } from "./notices.ts";
import { show, take } from "./system.ts";
import { heldByAny, hold, lead } from "./tabs.ts";
import { play } from "./tones.ts";
import { t } from "./words.ts";

/** So long a new notice may be answered by another fact: given away at once, or read by whoever has it open. */
const SETTLES = 600;
const AGAIN = 7_000;
const AT_MOST = 40;
/** What says most when several things happen at once. */
const RANK: readonly Kind[] = ["transfer", "mention", "assigned", "message", "queue"];
const MOST_SHOWN = 5;

export type Notifier = ReturnType<typeof openNotifier>;

export function openNotifier(ask: Asking, store: Store, project: string) {
  const me = `${project}.${store.agent.peek().id}`;
  const choices = signal<NotificationChoices | null>(null);
  let notices = NONE;
  const due = new Set<string>();
  const told = new Set<string>();
  let settling: ReturnType<typeof setTimeout> | undefined;
  let repeated = 0;
  const leading = lead(`deskbell.notifies.${me}`);
  const between = new BroadcastChannel(`deskbell.notifications.${me}`);
  // Without the choices nothing sounds; the page where they are made says what is wrong.
  const loadQuietly = () => void load().catch(() => {});
  between.onmessage = loadQuietly;
  loadQuietly();

  const ends = [
    effect(() => {
      if (!watched.value) return undefined;
      const open = conversation.value;
      const letGo = [hold(`deskbell.looks.${me}`), ...(open ? [hold(`deskbell.reads.${me}.${open}`)] : [])];
      return () => letGo.forEach((end) => void end());
    }),
    effect(() => {
      const unread = store.unread.value;
      const { counts, agent } = store;
      showBadge(unread > 0 || countIn("queuing", counts.value, agent.value.id) > 0, unread);
    }),
  ];
  const again = setInterval(repeat, AGAIN);

  async function load(): Promise<void> {
    choices.value = await ask.notificationChoices();
  }

  /** Settles of what one hears, here and in the other tabs. */
  async function choose(wanted: NotificationChoices): Promise<void> {
    const before = choices.peek();
    choices.value = wanted;
    try {
      choices.value = await ask.chooseNotifications(wanted);
      between.postMessage("chosen");
    } catch (refused) {
      choices.value = before;
      throw refused;
    }
  }

  function hear(facts: readonly Fact[]): void {
    const before = notices;
    const heard = noticed(before, store.desk(), facts);
    notices = heard.notices;
    for (const key of told) {
      if (notices.has(key)) continue;
      told.delete(key);
      take(key);
    }
    for (const key of heard.fresh) due.add(key);
    if (due.size > 0) settling ??= setTimeout(() => void tell(), SETTLES);
  }

  async function tell(): Promise<void> {
    settling = undefined;
    const fresh = [...due].flatMap((key) => {
      const notice = notices.get(key);
      return notice && wished(notice.kind) ? [{ key, ...notice }] : [];
    });
    due.clear();
    if (fresh.length === 0 || !leading.leads()) return;
    const held = await heldByAny();
    const unseen = fresh.filter(({ conv }) => !held.has(`deskbell.reads.${me}.${conv}`));
    for (const { key } of unseen) told.add(key);
    repeated = 0;
    sound(unseen.map(({ kind }) => kind));
    if (held.has(`deskbell.looks.${me}`)) return;
    for (const { key, kind, conv, who, text } of unseen.slice(0, MOST_SHOWN)) {
      const open = () => go({ conversation: conv });
      if (choices.peek()?.show_content) show(key, t(`told.${kind}`, { name: who }), text, open);
      else show(key, t("told.something"), "", open);
    }
  }

  function repeat(): void {
    if (!leading.leads() || repeated >= AT_MOST) return;
    const held = [...notices].filter(([key, { kind }]) => told.has(key) && wished(kind));
    const kinds = held.map(([, { kind }]) => kind).filter((kind) => choices.peek()?.[kind].repeat);
    if (kinds.length === 0) return;
    repeated++;
    sound(kinds);
  }

  function wished(kind: Kind): boolean {
    const chosen = choices.peek();
    const away = store.agent.peek().availability !== "online";
    return !!chosen?.[kind].on && !(away && chosen.quiet_when_away);
  }

  function sound(kinds: readonly Kind[]): void {
    const loudest = RANK.find((kind) => kinds.includes(kind));
    const chosen = choices.peek();
    if (loudest && chosen) play(chosen[loudest].tone, chosen.volume);
  }

  /** After a gap that nobody can fill, what went before is no news any more. */
  function startOver(): void {
    notices = NONE;
    hear([]);
  }

  function close(): void {
    for (const end of ends) end();
    clearInterval(again);
    clearTimeout(settling);
    leading.close();
    between.close();
    for (const key of told) take(key);
    showBadge(false, 0);
  }

  return { choices, load, choose, hear, startOver, close };
}
