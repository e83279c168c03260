import type { Project } from "@shared/api/index.ts";
import { path } from "../places.ts";
import { t } from "../words.ts";
import { GROUPS, OF_ACCOUNT, OF_PROJECT } from "./filters.ts";
import { AuditLog } from "./log.tsx";

/** A tab of a project. */
export function ProjectAudit({ project }: { project: Project }) {
  return (
    <AuditLog path={`/projects/${project.id}/audit`} groups={OF_PROJECT} lead={t("audit_log.of_project")} />
  );
}

/** A tab of one's own account. */
export function AccountAudit() {
  return <AuditLog path="/account/audit" groups={OF_ACCOUNT} lead={t("audit_log.of_account")} />;
}

/** A tab of the installation. */
export function InstallationAudit() {
  return (
    <AuditLog
      path="/installation/audit"
      groups={GROUPS}
      lead={t("audit_log.of_installation")}
      projectAt={(found) => path("installationProject", { found })}
    />
  );
}
