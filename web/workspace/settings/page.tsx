import { Empty } from "@shared/ui/empty.tsx";
import { GearIcon } from "@shared/ui/icons.tsx";
import { Tabs } from "@shared/ui/tabs.tsx";
import { useRoom } from "../desk/room.ts";
import { FullPage } from "../layout/full-page.tsx";
import { settingsPath, tab } from "../place.ts";
import { t } from "../words.ts";
import style from "./settings.module.css";
import { firstTab, tabsOf } from "./tabs.ts";

/** How the project works, one tab for each matter. Whoever only answers is told whom to ask for the others. */
export function SettingsPage() {
  return (
    <FullPage>
      <Settings />
    </FullPage>
  );
}

function Settings() {
  const { role } = useRoom().store.agent.value;
  const at = tab.value ?? firstTab(role);
  const tabs = tabsOf(role);
  const open = tabs.find((one) => one.at === at);
  return (
    <div class={style.whole}>
      <h1>{t("settings")}</h1>
      <Tabs
        label={t("settings")}
        tabs={tabs.map((one) => ({
          href: settingsPath(one.at),
          label: one.label(),
          current: one.at === at,
        }))}
      />
      {open ? (
        <open.page />
      ) : role === "administrator" ? (
        <Empty icon={GearIcon} title={t("settings.nowhere")} />
      ) : (
        <Empty icon={GearIcon} title={t("settings.closed")}>
          {t("settings.closed.why")}
        </Empty>
      )}
    </div>
  );
}
