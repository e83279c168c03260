import { Tabs } from "@shared/ui/tabs.tsx";
import { AccountAudit } from "../audit/pages.tsx";
import { PageHeading } from "../heading.tsx";
import { type PlaceName, path } from "../places.ts";
import { account } from "../session/account.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { Profile } from "./profile.tsx";
import { SecurityTab } from "./security.tsx";
import { Sessions } from "./sessions.tsx";

const TABS = [
  { at: "account", label: () => t("profile") },
  { at: "accountSecurity", label: () => t("security") },
  { at: "accountSessions", label: () => t("sessions") },
  { at: "accountAudit", label: () => t("audit_log") },
] as const;

/** One's own account: who one is, how one signs in, and where. */
export function AccountPage({ at }: { at: PlaceName }) {
  const person = account.value;
  if (!person) return null;
  return (
    <>
      <div class={style.title}>
        <PageHeading>{t("account")}</PageHeading>
      </div>
      <Tabs
        label={t("account")}
        tabs={TABS.map((tab) => ({ href: path(tab.at), label: tab.label(), current: tab.at === at }))}
      />
      <div class={style.page}>
        {at === "accountSecurity" ? (
          <SecurityTab person={person} />
        ) : at === "accountSessions" ? (
          <Sessions />
        ) : at === "accountAudit" ? (
          <AccountAudit />
        ) : (
          <Profile person={person} />
        )}
      </div>
    </>
  );
}
