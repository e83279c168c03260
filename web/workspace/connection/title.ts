import { useSignalEffect } from "@preact/signals";
import { useRoom } from "../desk/room.ts";
import { countIn } from "../desk/views.ts";
import { t } from "../words.ts";

/** The tab's title carries what waits: unread messages of one's own, and whether somebody stands in the queue. */
export function useTitle(): void {
  const { store } = useRoom();
  useSignalEffect(() => {
    const unread = store.unread.value;
    const queuing = countIn("queuing", store.counts.value, store.agent.value.id);
    const title = `${store.project.value.name} · Deskbell ${t("workspace")}`;
    const mark = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : queuing > 0 ? "• " : "";
    document.title = mark + title;
  });
}
