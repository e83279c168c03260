import { MoreIcon } from "@shared/ui/icons.tsx";
import { Menu, type MenuItem } from "@shared/ui/menu.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { type Room, useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { once } from "../team/once.ts";
import { t } from "../words.ts";
import { askAbout } from "./asked.ts";
import { unblock } from "./block.tsx";

/** What else can be done with an open conversation and its visitor. */
export function More({ conversation }: { conversation: Conversation }) {
  const room = useRoom();
  const { id, visitor, status, assignee_id } = conversation;
  const blocked = room.store.visitors.value.get(visitor.id)?.blocked_at;
  const items: MenuItem[] = [];
  if (status !== "closed") {
    items.push({ label: t("assign"), onChoose: () => askAbout("assign", [id]) });
    if (assignee_id) items.push({ label: t("unassign"), onChoose: () => unassign(room, conversation) });
    items.push({ label: t("snooze"), onChoose: () => askAbout("snooze", [id]) });
    if (status === "pending") items.push({ label: t("wake"), onChoose: () => wake(room, conversation) });
  }
  items.push(
    blocked
      ? { label: t("unblock"), onChoose: () => unblock(room, conversation) }
      : { label: t("block"), onChoose: () => askAbout("block", [id]) },
  );
  return <Menu icon={MoreIcon} face={null} label={t("more")} items={items} />;
}

/** Back into the queue, for anybody else. */
export function unassign(room: Room, { id, status, assignee_id }: Conversation): void {
  if (status === "closed" || !assignee_id) return;
  void once(`unassign ${id}`, async () => {
    await room.ask.transfer(id, { held_by: assignee_id });
    toast(t("unassign.done"));
  });
}

function wake(room: Room, { id }: Conversation): void {
  void once(`wake ${id}`, async () => {
    await room.ask.wake(id);
  });
}
