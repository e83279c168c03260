import type { Role } from "@shared/api/index.ts";
import type { ComponentType } from "preact";
import { ReplySettings } from "../replies/settings.tsx";
import { t as replies } from "../replies/words.ts";
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
  /** Not only administrators have something to do there. */
  everybody?: boolean;
}

/** What an administrator settles here, in the order in which the tabs stand. */
const TABS: readonly SettingsTab[] = [
  { at: "general", label: () => t("settings.general"), page: General },
  { at: "routing", label: () => t("settings.routing"), page: Routing },
  { at: "hours", label: () => t("settings.hours"), page: Hours },
  { at: "tags", label: () => t("tags"), page: TagSettings },
  { at: "webhooks", label: () => t("webhooks"), page: WebhookSettings },
  { at: "replies", label: () => replies("replies"), page: ReplySettings, everybody: true },
];

/** The tabs of somebody in this role. */
export function tabsOf(role: Role): readonly SettingsTab[] {
  return TABS.filter(({ everybody }) => everybody || role === "administrator");
}

/** Where the settings begin for somebody in this role. */
export function firstTab(role: Role): string {
  return tabsOf(role)[0]?.at ?? "";
}
