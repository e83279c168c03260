import { Empty } from "@shared/ui/empty.tsx";
import { GearIcon } from "@shared/ui/icons.tsx";
import { Tabs } from "@shared/ui/tabs.tsx";
import { useRoom } from "../desk/room.ts";
import { FullPage } from "../layout/full-page.tsx";
import { settingsPath, tab } from "../place.ts";
import { t } from "../words.ts";
import style from "./settings.module.css";
import { FIRST_TAB, TABS } from "./tabs.ts";

/** How the project works, one tab for each matter. Whoever only answers is told whom to ask. */
export function SettingsPage() {
  const { store } = useRoom();
  const administrator = store.agent.value.role === "administrator";
  return (
    <FullPage>
      {administrator ? (
        <Settings />
      ) : (
        <Empty icon={GearIcon} title={t("settings.closed")}>
          {t("settings.closed.why")}
        </Empty>
      )}
    </FullPage>
  );
}

function Settings() {
  const at = tab.value ?? FIRST_TAB;
  const open = TABS.find((one) => one.at === at);
  return (
    <div class={style.whole}>
      <h1>{t("settings")}</h1>
      <Tabs
        label={t("settings")}
        tabs={TABS.map((one) => ({
          href: settingsPath(one.at),
          label: one.label(),
          current: one.at === at,
        }))}
      />
      {open ? <open.page /> : <Empty icon={GearIcon} title={t("settings.nowhere")} />}
    </div>
  );
}
