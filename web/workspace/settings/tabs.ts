import type { ComponentType } from "preact";
import { t } from "../words.ts";
import { General } from "./general/general.tsx";

interface SettingsTab {
  /** As it stands in the address. */
  at: string;
  label: () => string;
  page: ComponentType;
}

/** What an administrator settles here, in the order in which the tabs stand. */
export const TABS: readonly SettingsTab[] = [
  { at: "general", label: () => t("settings.general"), page: General },
];

export const FIRST_TAB = "general";
