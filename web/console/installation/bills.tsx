import type { Invoice } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { MoreIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { useState } from "preact/hooks";
import { Invoices } from "../billing/invoices.tsx";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { IssueDialog, SettleDialog } from "./issuing.tsx";
import { usePaged } from "./paged.ts";
import type { ProjectDetails } from "./types.ts";

/** What this project was billed, and a new invoice for what is paid outside. */
export function Bills({ seen }: { seen: ProjectDetails }) {
  const where = `/installation/projects/${seen.project.id}/invoices`;
  const list = usePaged<Invoice>(where, {});
  const [issuing, setIssuing] = useState(false);
  const [settling, setSettling] = useState<{ deed: "settle" | "cancel"; one: Invoice } | null>(null);
  return (
    <Section
      id="invoices"
      title={t("invoices")}
      actions={
        <Button size="s" onClick={() => setIssuing(true)}>
          {t("bill")}
        </Button>
      }
    >
      <Invoices
        list={list}
        path={where}
        deeds={(one) =>
          one.paid_at === null &&
          one.cancelled_at === null && (
            <Menu
              label={t("bill.menu", { number: one.number })}
              face={null}
              icon={MoreIcon}
              size="s"
              items={(["settle", "cancel"] as const).map((deed) => ({
                label: t(`bill.${deed}`),
                onChoose: () => setSettling({ deed, one }),
              }))}
            />
          )
        }
      />
      {issuing && (
        <IssueDialog
          where={where}
          project={seen.project.name}
          onClose={() => setIssuing(false)}
          onDone={list.again}
        />
      )}
      {settling && (
        <SettleDialog
          where={where}
          deed={settling.deed}
          one={settling.one}
          onClose={() => setSettling(null)}
          onDone={list.put}
        />
      )}
    </Section>
  );
}
