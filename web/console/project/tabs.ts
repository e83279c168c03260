import type { Project } from "@shared/api/index.ts";
import type { JSX } from "preact";
import { ProjectAudit } from "../audit/pages.tsx";
import { SettingsPage } from "../settings/page.tsx";
import { Subscription } from "../subscription/page.tsx";
import { t } from "../words.ts";
import { Overview } from "./overview.tsx";

/** The pages of a project, as the tabs under its name; each gets the project as it is known now. */
export const TABS = [
  { at: "project", label: () => t("project.management"), page: Overview },
  { at: "projectSubscription", label: () => t("subscription"), page: Subscription },
  { at: "projectSettings", label: () => t("project.settings"), page: SettingsPage },
  { at: "projectAudit", label: () => t("audit_log"), page: ProjectAudit },
] as const satisfies {
  at: "project" | `project${Capitalize<string>}`;
  label: () => string;
  page: (props: { project: Project }) => JSX.Element | null;
}[];
