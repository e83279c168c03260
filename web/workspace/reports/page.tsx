import { Tabs } from "@shared/ui/tabs.tsx";
import { FullPage } from "../layout/full-page.tsx";
import { reportsPath, reportTab } from "../place.ts";
import { History } from "./history.tsx";
import { LiveBoard } from "./live.tsx";
import style from "./reports.module.css";
import { t } from "./words.ts";

/** What goes on now, and what went on before. */
export function ReportsPage() {
  // The words of this part arrive with it.
  if (!t.has("reports")) return null;
  const at = reportTab.value;
  return (
    <FullPage>
      <div class={style.whole}>
        <h1>{t("reports")}</h1>
        <Tabs
          label={t("tabs")}
          tabs={(["history", "live"] as const).map((tab) => ({
            href: reportsPath(tab),
            label: t(tab),
            current: tab === at,
          }))}
        />
        {at === "live" ? <LiveBoard /> : <History />}
      </div>
    </FullPage>
  );
}
