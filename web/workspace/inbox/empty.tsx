import { Empty } from "@shared/ui/empty.tsx";
import { CheckIcon, ClockIcon, InboxIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { useRoom } from "../desk/room.ts";
import { countIn, type View } from "../desk/views.ts";
import { pathTo } from "../place.ts";
import { t } from "../words.ts";

/** Says why a view is empty, and where there is something to do instead. */
export function NothingHere({ view }: { view: View }) {
  const { store } = useRoom();
  const queuing = countIn("queuing", store.counts.value, store.agent.value.id);
  const icon =
    view === "queuing" || view === "awaiting_reply" ? CheckIcon : view === "pending" ? ClockIcon : InboxIcon;
  return (
    <Empty icon={icon} title={t(`empty.${view}`)}>
      <p>{t(`empty.${view}.hint`)}</p>
      {view === "my" && queuing > 0 && (
        <p>
          <Link href={pathTo({ view: "queuing" })}>{t("empty.go_queuing", { n: queuing })}</Link>
        </p>
      )}
    </Empty>
  );
}
