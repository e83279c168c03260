import { navigate } from "@shared/ui/router.tsx";
import type { Room } from "../desk/room.ts";
import { VIEWS } from "../desk/views.ts";
import { pathTo, settingsPath, teamPath } from "../place.ts";
import { leaveSearch } from "../searching/field.tsx";
import { shownBy } from "../searching/saved.ts";
import { tabsOf } from "../settings/tabs.ts";
import { type Deeds, face, KEYS } from "../shortcuts/keys.ts";
import { t } from "../words.ts";

export interface Entry {
  readonly id: string;
  readonly part: "deeds" | "places";
  readonly words: string;
  readonly key?: string | undefined;
  readonly run: () => void;
}

/** Everything that can be done and every place, from the tables that the keys and the pages themselves use. */
export function entriesOf(room: Room, deeds: Deeds | null): Entry[] {
  const done: Entry[] = [];
  for (const { deed, keys } of KEYS) {
    if (!deeds || deed === "view" || deed === "palette" || deed === "leave") continue;
    done.push({ id: deed, part: "deeds", words: t(`keys.${deed}`), key: face(keys[0]), run: deeds[deed] });
  }
  const at = (id: string, words: string, to: () => string, key?: string): Entry => ({
    id,
    part: "places",
    words,
    key,
    run: () => {
      leaveSearch();
      navigate(to());
    },
  });
  const { role } = room.store.agent.value;
  return [
    ...done,
    ...VIEWS.map((view, n) =>
      at(
        `view ${view}`,
        t(`view.${view}`),
        () => pathTo({ view, conversation: null, search: null, narrowed: null }),
        String(n + 1),
      ),
    ),
    ...room.saved.known.value.map((one) =>
      at(`saved ${one.id}`, one.name, () => pathTo({ ...shownBy(one), conversation: null, search: null })),
    ),
    at("team", t("team"), teamPath),
    ...tabsOf(role).map((tab) =>
      at(`settings ${tab.at}`, `${t("settings")}: ${tab.label()}`, () => settingsPath(tab.at)),
    ),
  ];
}
