import type { ComponentType } from "preact";
import { t } from "../words.ts";
import { General } from "./general/general.tsx";
import { Routing } from "./routing/routing.tsx";

interface SettingsTab {
  /** As it stands in the address. */
  at: string;
  label: () => string;
  page: ComponentType;
}

/** What an administrator settles here, in the order in which the tabs stand. */
export const TABS: readonly SettingsTab[] = [
  { at: "general", label: () => t("settings.general"), page: General },
  { at: "routing", label: () => t("settings.routing"), page: Routing },
];

export const FIRST_TAB = "general";
