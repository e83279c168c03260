import { Failed } from "@shared/ui/empty.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useRoom } from "../desk/room.ts";
import { TagPicker, tagging } from "../tags/picker.tsx";
import { Details } from "../visitor/details.tsx";
import { detailsOpen } from "../visitor/pane.ts";
import { useDetails } from "../visitor/use-details.ts";
import { t } from "../words.ts";
import { Head } from "./head.tsx";
import style from "./open.module.css";
import { Talk } from "./talk.tsx";

/** The conversation that the address names, with its details beside it. */
export function Open({ id }: { id: string }) {
  const { store } = useRoom();
  const fetched = useDetails(id);
  const conversation = store.row(id).value?.conversation;
  return (
    <>
      <section class={style.pane} aria-label={t("conversation")}>
        {conversation ? (
          <>
            <Head conversation={conversation} />
            <Talk conversation={conversation} />
            {tagging.value === id && <TagPicker conversation={conversation} />}
          </>
        ) : fetched.problem ? (
          <Failed title={t("conversation.failed")} words={fetched.problem} onRetry={fetched.again} />
        ) : (
          <div class={style.waiting}>
            <Skeleton lines={6} label={t("conversation.loading")} />
          </div>
        )}
      </section>
      {detailsOpen.value && (conversation || !fetched.problem) && <Details id={id} fetched={fetched} />}
    </>
  );
}
