import { formatNumber } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { IconButton } from "@shared/ui/button.tsx";
import { BellMark, ChatIcon, GearIcon, GlobeIcon, PeopleIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { ThemeSwitch } from "@shared/ui/theme.tsx";
import { lazy, Suspense } from "preact/compat";
import { useEffect } from "preact/hooks";
import { ConnectionBanner } from "../connection/banner.tsx";
import { useTitle } from "../connection/title.ts";
import { Open } from "../conversation/open.tsx";
import { useRoom } from "../desk/room.ts";
import { List } from "../inbox/list.tsx";
import { stopSelecting } from "../inbox/selection.ts";
import { Views } from "../inbox/views.tsx";
import { MovingDialogs } from "../moving/dialogs.tsx";
import { NotificationsPage } from "../notifications/page.tsx";
import { Palette, paletteOpen } from "../palette/palette.tsx";
import {
  conversation,
  narrowed,
  order,
  part,
  pathTo,
  reportsPath,
  settingsPath,
  teamPath,
  view,
  visitorsPath,
} from "../place.ts";
import { AvailabilitySwitch } from "../profile/availability.tsx";
import { Profile } from "../profile/profile.tsx";
import { ReportsIcon } from "../reports/icon.tsx";
import { isGone } from "../searching/chips.tsx";
import { choosing, FilterDialog } from "../searching/dialog.tsx";
import { filtersOf } from "../searching/filters.ts";
import { KeepDialog } from "../searching/keep-dialog.tsx";
import { SaveDialog, saving } from "../searching/save-dialog.tsx";
import { keeping } from "../searching/saved-list.tsx";
import { SettingsPage } from "../settings/page.tsx";
import { firstTab } from "../settings/tabs.ts";
import { Help } from "../shortcuts/help.tsx";
import { KeyboardIcon } from "../shortcuts/icon.tsx";
import { SubscriptionBanner } from "../subscription/banner.tsx";
import { TeamPage } from "../team/page.tsx";
import { VisitorsPage } from "../visitors/page.tsx";
import { t as ofVisitors } from "../visitors/words.ts";
import { t } from "../words.ts";
import style from "./layout.module.css";
import { Nobody } from "./nobody.tsx";
import { useFocusThatStays } from "./use-focus.ts";
import { helpOpen, useKeys } from "./use-keys.ts";

const ReportsPage = lazy(() => import("../reports/page.tsx").then((part) => ({ default: part.ReportsPage })));

/** The rail beside one of the parts; on a narrow screen below it. */
export function Layout({ onSignOut }: { onSignOut: () => void }) {
  const room = useRoom();
  useTitle();
  const shown = conversation.value === null ? "list" : "thread";
  return (
    <div class={style.frame} data-shown={shown}>
      <Rail />
      <header class={style.top}>
        <p class={style.project}>
          <span class={style.mark}>
            <BellMark size={22} />
          </span>
          {room.store.project.value.avatar && (
            <Avatar
              square
              size="s"
              name={room.store.project.value.name}
              picture={room.store.project.value.avatar}
            />
          )}
          <strong dir="auto">{room.store.project.value.name}</strong>
          <span class={style.face}>{t("workspace")}</span>
        </p>
        <div class={style.tools}>
          <AvailabilitySwitch />
          <span class={style.keys}>
            <IconButton
              icon={KeyboardIcon}
              label={t("keys")}
              onClick={() => {
                helpOpen.value = true;
              }}
            />
          </span>
          <ThemeSwitch />
          <Profile onSignOut={onSignOut} />
        </div>
      </header>
      <div class={style.banner}>
        <ConnectionBanner />
        <SubscriptionBanner />
      </div>
      {part.value === "team" && <TeamPage />}
      {part.value === "reports" && (
        <Suspense fallback={null}>
          <ReportsPage />
        </Suspense>
      )}
      {part.value === "settings" && <SettingsPage />}
      {part.value === "notifications" && <NotificationsPage />}
      {part.value === "visitors" && <VisitorsPage />}
      {part.value === "conversations" && <Conversations />}
      {helpOpen.value && (
        <Help
          onClose={() => {
            helpOpen.value = false;
          }}
        />
      )}
    </div>
  );
}

/** Views, list, thread and details side by side; on a narrow screen one at a time. */
function Conversations() {
  const room = useRoom();
  const open = conversation.value;
  useKeys();

  const [present, sorted] = [view.value, order.value];
  const filters = filtersOf(narrowed.value, room.store.tags.value);
  const gone = isGone(room.store, narrowed.value);
  useEffect(() => {
    if (!gone) void room.loading.show(present, sorted, filters);
  }, [room, present, sorted, gone, JSON.stringify(filters)]);
  useEffect(stopSelecting, [present]);

  useFocusThatStays(open);
  return (
    <>
      <main class={style.panes} data-shown={open === null ? "list" : "thread"}>
        <Views />
        <List />
        {open === null ? <Nobody /> : <Open key={open} id={open} />}
      </main>
      <MovingDialogs />
      {choosing.value && <FilterDialog />}
      {saving.value && <SaveDialog />}
      {paletteOpen.value && <Palette />}
      {keeping.value && <KeepDialog />}
    </>
  );
}

/** The parts of the Workspace; one that does not exist yet has no entry. */
function Rail() {
  const here = part.value;
  const { store } = useRoom();
  const unread = store.unread.value;
  return (
    <nav class={style.rail} aria-label={t("parts")}>
      <span class={style.bell}>
        <BellMark size={24} />
      </span>
      <Link
        href={pathTo({ conversation: null })}
        class={style.part}
        aria-current={here === "conversations" ? "page" : undefined}
        title={t("conversations")}
      >
        <ChatIcon size={22} />
        <span class={style.silent}>{t("conversations")}</span>
        {unread > 0 && (
          <span class={style.unread} aria-hidden="true">
            {unread > 99 ? "99+" : formatNumber(unread)}
          </span>
        )}
        {unread > 0 && <span class={style.silent}>{t("row.unread", { n: unread })}</span>}
      </Link>
      <Link
        href={visitorsPath()}
        class={style.part}
        aria-current={here === "visitors" ? "page" : undefined}
        title={ofVisitors("visitors")}
      >
        <GlobeIcon size={22} />
        <span class={style.silent}>{ofVisitors("visitors")}</span>
      </Link>
      <Link
        href={teamPath()}
        class={style.part}
        aria-current={here === "team" ? "page" : undefined}
        title={t("team")}
      >
        <PeopleIcon size={22} />
        <span class={style.silent}>{t("team")}</span>
      </Link>
      <Link
        href={reportsPath("history")}
        class={style.part}
        aria-current={here === "reports" ? "page" : undefined}
        title={t("reports")}
      >
        <ReportsIcon size={22} />
        <span class={style.silent}>{t("reports")}</span>
      </Link>
      <Link
        href={settingsPath(firstTab(store.agent.value.role))}
        class={style.part}
        aria-current={here === "settings" ? "page" : undefined}
        title={t("settings")}
      >
        <GearIcon size={22} />
        <span class={style.silent}>{t("settings")}</span>
      </Link>
    </nav>
  );
}
