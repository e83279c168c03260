import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { SearchIcon } from "@shared/ui/icons.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Tabs } from "@shared/ui/tabs.tsx";
import { InstallationAudit } from "../audit/pages.tsx";
import { PageHeading } from "../heading.tsx";
import { type PlaceName, path } from "../places.ts";
import { account } from "../session/account.ts";
import { t } from "../words.ts";
import { AccountsFound } from "./accounts.tsx";
import style from "./installation.module.css";
import { Letters } from "./mail.tsx";
import { ProjectsFound } from "./projects.tsx";
import { SubscriptionsFound } from "./subscriptions.tsx";

/** The pages of the installation's operators; each is a tab under one heading. */
const TABS = [
  { at: "installation", label: () => t("projects"), page: ProjectsFound },
  { at: "installationAccounts", label: () => t("installation.accounts"), page: AccountsFound },
  { at: "installationSubscriptions", label: () => t("installation.subscriptions"), page: SubscriptionsFound },
  { at: "installationMail", label: () => t("letters"), page: Letters },
  { at: "installationAudit", label: () => t("audit_log"), page: InstallationAudit },
] as const;

/** To all but operators there is nothing here, as the server says too. */
export function InstallationPage({ at }: { at: PlaceName }) {
  const open = TABS.find((tab) => tab.at === at);
  if (!account.value?.operator || !open) {
    return (
      <Empty
        icon={SearchIcon}
        title={t("nowhere.title")}
        actions={<Button onClick={() => navigate(path("projects"))}>{t("projects.all")}</Button>}
      >
        {t("nowhere.words")}
      </Empty>
    );
  }
  return (
    <>
      <div class={style.top}>
        <PageHeading>{t("installation")}</PageHeading>
        <p class={style.quiet}>{t("installation.lead")}</p>
      </div>
      <Tabs
        label={t("installation.tabs")}
        tabs={TABS.map((tab) => ({ href: path(tab.at), label: tab.label(), current: tab.at === at }))}
      />
      <open.page />
    </>
  );
}
