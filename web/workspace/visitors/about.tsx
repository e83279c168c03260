import { Dialog } from "@shared/ui/dialog.tsx";
import type { Visitor } from "../desk/wire.ts";
import { called } from "../visitor/called.ts";
import { About, Visit } from "../visitor/details.tsx";
import { Past } from "../visitor/past.tsx";
import style from "./visitors.module.css";
import { t } from "./words.ts";

/** Everything that is known of somebody, where they were and what they wrote about before. */
export function AboutDialog({ visitor, onClose }: { visitor: Visitor; onClose: () => void }) {
  return (
    <Dialog title={t("details", { name: called(visitor) })} onClose={onClose}>
      <div class={style.details}>
        <About visitor={visitor} />
        <Visit visitor={visitor} />
        <Past visitor={visitor} present="" />
      </div>
    </Dialog>
  );
}
