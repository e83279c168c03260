import type { ComponentType } from "preact";
import { TagSettings } from "../tags/settings.tsx";
import { WebhookSettings } from "../webhooks/page.tsx";
import { t } from "../words.ts";
import { General } from "./general/general.tsx";
import { Hours } from "./hours/hours.tsx";
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
  { at: "hours", label: () => t("settings.hours"), page: Hours },
  { at: "tags", label: () => t("tags"), page: TagSettings },
  { at: "webhooks", label: () => t("webhooks"), page: WebhookSettings },
];

export const FIRST_TAB = "general";
