import { agentDoor, type Ephemeral, Live } from "@shared/live/index.ts";
import { announce, toast } from "@shared/ui/toast.tsx";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { become } from "../app/app.ts";
import { openThreads } from "../conversation/threads.ts";
import { openLoading } from "../inbox/loading.ts";
import { openNotifier } from "../notifications/notifier.ts";
import { conversation } from "../place.ts";
import { openReplies } from "../replies/known.ts";
import { openFinding } from "../searching/finding.ts";
import { openSaved } from "../searching/saved.ts";
import { openSubscription } from "../subscription/known.ts";
import { openTeam } from "../team/known.ts";
import { called } from "../visitor/called.ts";
import { openVisitors } from "../visitors/known.ts";
import { t } from "../words.ts";
import { applyAll, type Desk, openDesk, setPresence } from "./apply.ts";
import { asking } from "./asking.ts";
import { hearTime, setTime } from "./clock.ts";
import { learn } from "./learning.ts";
import { openStore } from "./store.ts";
import type { Fact, Me } from "./wire.ts";

export type Room = ReturnType<typeof openRoom>;

/** Everything of one project while one is signed in to it: what is known, what is being fetched, and the live line. */
export function openRoom(project: string, me: Me) {
  const ask = asking(project);
  const store = openStore(me);
  const loading = openLoading(ask, store);
  const finding = openFinding(ask, store);
  const threads = openThreads(ask);
  const subscription = openSubscription(ask, me.agent.role === "administrator");
  const team = openTeam(ask);
  const notifier = openNotifier(ask, store, project);
  const saved = openSaved(ask, me.agent.id);
  const visitors = openVisitors(ask);
  const replies = openReplies(ask, () => store.agent.peek().id);

  function facts(arrived: readonly Fact[]): void {
    const outcome = applyAll(store.desk(), arrived);
    store.take(outcome);
    threads.hear(arrived);
    subscription.hear(arrived);
    team.hear(arrived);
    notifier.hear(arrived);
    saved.hear(arrived);
    visitors.hear(arrived);
    replies.hear(arrived);
    if (outcome.wanted.size > 0) loading.want(outcome.wanted);
    hearTime(arrived.at(-1)?.ts);
    tellAssigned(store.desk(), arrived);
    tellMentioned(store.desk(), arrived);
  }

  async function refetch() {
    const fresh = await ask.me();
    void saved.refresh();
    const { page, listing } = await loading.anew();
    const mine = await ask.page("my", "newest", null);
    const first = learn(openDesk(fresh), page.items, page.pos).desk;
    store.restart(learn(first, mine.items, mine.pos).desk, listing);
    threads.startOver(conversation.peek());
    notifier.startOver();
    replies.startOver();
    return { epoch: fresh.epoch, pos: fresh.pos };
  }

  function ephemeral(frame: Ephemeral): void {
    if (frame.type !== "presence") return;
    store.take(setPresence(store.desk(), frame.who, frame.online));
    if (frame.who.kind === "visitor") visitors.someoneMoved();
  }

  const place = { epoch: me.epoch, pos: me.pos };
  const live = new Live<Fact>({
    door: agentDoor(project, me.agent.id),
    place,
    facts,
    refetch,
    ephemeral,
    greeted: setTime,
  });
  void loading.loadMine().catch(() => {}); // only the title's number needs it, and every list brings it again

  const leave = become(project);

  const close = () => {
    leave();
    live.close();
    subscription.close();
    team.close();
    notifier.close();
    saved.close();
    visitors.close();
  };
  return {
    id: project,
    ask,
    store,
    loading,
    finding,
    saved,
    replies,
    threads,
    subscription,
    team,
    notifier,
    visitors,
    live,
    close,
  };
}

/** Says that somebody was given to this agent, whichever view is open. Who claimed it knows. */
function tellAssigned(desk: Desk, arrived: readonly Fact[]): void {
  for (const { type, actor, data } of arrived) {
    if (type !== "conversation_assigned" || data.state.assignee?.id !== desk.agent.id) continue;
    const visitor = desk.known.get(data.message.conversation_id)?.conversation.visitor;
    if (actor.id !== desk.agent.id)
      announce(visitor ? t("assigned.to_you", { name: called(visitor) }) : t("assigned"));
  }
}

/** Says that a colleague named this agent in a note, whichever view is open. */
function tellMentioned(desk: Desk, arrived: readonly Fact[]): void {
  for (const { type, data } of arrived) {
    if (type !== "note_posted" || data.message.author.id === desk.agent.id) continue;
    const { mentions, author } = data.message;
    if (mentions?.some(({ id }) => id === desk.agent.id)) toast(t("mentioned", { name: author.name }));
  }
}

const InRoom = createContext<Room | null>(null);

export const RoomProvider = InRoom.Provider;

export function useRoom(): Room {
  const room = useContext(InRoom);
  if (!room) throw new Error("drawn outside of a project");
  return room;
}
