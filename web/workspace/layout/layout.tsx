import { formatNumber } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { IconButton } from "@shared/ui/button.tsx";
import { BellMark, ChatIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { ThemeSwitch } from "@shared/ui/theme.tsx";
import { useEffect } from "preact/hooks";
import { ConnectionBanner } from "../connection/banner.tsx";
import { useTitle } from "../connection/title.ts";
import { Open } from "../conversation/open.tsx";
import { useRoom } from "../desk/room.ts";
import { List } from "../inbox/list.tsx";
import { Views } from "../inbox/views.tsx";
import { conversation, order, pathTo, view } from "../place.ts";
import { AvailabilitySwitch } from "../profile/availability.tsx";
import { Profile } from "../profile/profile.tsx";
import { Help } from "../shortcuts/help.tsx";
import { KeyboardIcon } from "../shortcuts/icon.tsx";
import { SubscriptionBanner } from "../subscription/banner.tsx";
import { t } from "../words.ts";
import style from "./layout.module.css";
import { Nobody } from "./nobody.tsx";
import { useFocusThatStays } from "./use-focus.ts";
import { helpOpen, useKeys } from "./use-keys.ts";

/** Rail, views, list, thread and details side by side; on a narrow screen one at a time. */
export function Layout({ onSignOut }: { onSignOut: () => void }) {
  const room = useRoom();
  const open = conversation.value;
  useTitle();
  useKeys();

  const [present, sorted] = [view.value, order.value];
  useEffect(() => void room.loading.show(present, sorted), [room, present, sorted]);

  useFocusThatStays(open);
  const shown = open === null ? "list" : "thread";
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
      <main class={style.panes} data-shown={shown}>
        <Views />
        <List />
        {open === null ? <Nobody /> : <Open key={open} id={open} />}
      </main>
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

/** The parts of the Workspace. There is one today; a part that does not exist yet has no entry. */
function Rail() {
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
        aria-current="page"
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
    </nav>
  );
}
