import { router } from "@shared/ui/router.tsx";

/* The Console's map. What stands at each address: project/tabs.ts for a project's, app.tsx for the others. */
export const { place, path } = router({
  projects: "/console/",
  project: "/console/projects/:project",
  projectSettings: "/console/projects/:project/settings",
  projectSubscription: "/console/projects/:project/subscription",
  projectAudit: "/console/projects/:project/audit",
  account: "/console/account",
  accountSecurity: "/console/account/security",
  accountSessions: "/console/account/sessions",
  accountAudit: "/console/account/audit",
  installation: "/console/installation",
  installationProject: "/console/installation/projects/:found",
  installationAccounts: "/console/installation/accounts",
  installationSubscriptions: "/console/installation/subscriptions",
  installationMail: "/console/installation/mail",
  installationAudit: "/console/installation/audit",
  signIn: "/console/sign-in",
  signUp: "/console/sign-up",
  reset: "/console/reset",
  confirm: "/console/confirm",
  signedIn: "/console/signed-in",
  changeEmail: "/console/change-email",
  joinOwners: "/console/join-owners",
});

export type PlaceName = NonNullable<typeof place.value>["name"];

/** Places with one heading and a row of tabs below it: going from tab to tab is no change of page. */
const AREAS = /^(project|account|installation)(?![a-z])/;

/** The page of the moment, or the area that it is a tab of. */
export function area(name: PlaceName | undefined): string | undefined {
  return name && (AREAS.exec(name)?.[1] ?? name);
}
