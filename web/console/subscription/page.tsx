import type { Invoice, Project, SubscriptionPage } from "@shared/api/index.ts";
import { inWords } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { Invoices } from "../billing/invoices.tsx";
import { ManagePayment } from "../billing/manage.tsx";
import { PayDialog } from "../billing/pay.tsx";
import { exchangeable, payable } from "../billing/paying.ts";
import { cameBack, Returned } from "../billing/returned.tsx";
import { usePaged } from "../installation/paged.ts";
import { useFresh } from "../loaded.ts";
import { skew } from "../project/project.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { Asking } from "./asking.tsx";
import { ChangeDialog } from "./change.tsx";
import { Ending } from "./ending.tsx";
import { History } from "./history.tsx";
import { Holders } from "./holders.tsx";
import { Standing } from "./module.tsx";
import { named } from "./named.ts";
import style from "./page.module.css";
import { Plans } from "./plans.tsx";
import { cancelScheduled, freshen, open, page } from "./subscription.ts";
import { useTurn } from "./turning.ts";

const EVERY = 15_000;

/** Everything about what the project subscribes to. */
export function Subscription({ project }: { project: Project }) {
  useEffect(() => open(project.id), [project.id]);
  useFresh(freshen, EVERY);
  const shown = page.value.value;
  if (page.problem.value && !shown)
    return (
      <Failed
        title={t("subscription.failed")}
        words={page.problem.value}
        onRetry={() => void page.refresh()}
      />
    );
  if (!shown) return <Skeleton label={t("loading")} lines={8} />;
  return <Shown projectId={project.id} shown={shown} />;
}

function Shown({ projectId, shown }: { projectId: string; shown: SubscriptionPage }) {
  const [open, setOpen] = useState<{ deed: "pay" | "change"; plan: string | null } | null>(null);
  const close = () => setOpen(null);
  const { subscription, payments } = shown;
  useTurn(subscription.turns_at, skew.value, freshen);
  const now = Date.now() + skew.value;
  // Whoever has just paid and is waited for must not pay again.
  const mayPay = !payments.paying && payable(shown).length > 0 && cameBack() !== "done";
  const deed = mayPay ? "pay" : "change";
  return (
    <div class={style.page}>
      <Section
        id="subscription"
        title={t("subscription")}
        lead={t("subscription.lead")}
        actions={
          <div class={style.actions}>
            {payments.known && <ManagePayment projectId={projectId} />}
            {shown.changeable && (
              <Button
                look={mayPay ? "secondary" : "primary"}
                onClick={() => setOpen({ deed: "change", plan: null })}
              >
                {t("change.title")}
              </Button>
            )}
            {mayPay && (
              <Button look="primary" onClick={() => setOpen({ deed: "pay", plan: null })}>
                {t("pay")}
              </Button>
            )}
          </div>
        }
      >
        <Returned shown={shown} refresh={freshen} />
        {payments.due && <Banner tone="warning">{t("pay.due")}</Banner>}
        <Ending subscription={subscription} now={now} />
        <ScheduledChange shown={shown} />
        <Standing subscription={subscription} now={now} exact />
        {!payments.paying && !mayPay && cameBack() !== "done" && <Asking contact={shown.contact} />}
      </Section>
      <Holders holders={shown.holders} invited={shown.invited} />
      <Plans
        shown={shown}
        choices={mayPay ? payable(shown) : shown.changeable ? exchangeable(shown) : []}
        onChoose={(plan) => setOpen({ deed, plan: plan.id })}
      />
      <Billed projectId={projectId} shown={shown} />
      <History />
      {open?.deed === "change" && <ChangeDialog shown={shown} chosen={open.plan} onClose={close} />}
      {open?.deed === "pay" && (
        <PayDialog projectId={projectId} shown={shown} chosen={open.plan} onClose={close} />
      )}
    </div>
  );
}

function Billed({ projectId, shown }: { projectId: string; shown: SubscriptionPage }) {
  const where = `/projects/${projectId}/invoices`;
  const list = usePaged<Invoice>(where, {});
  // With everything else on the page: what was just paid is billed a moment later. Whoever reads on is left alone.
  useEffect(() => void (list.items && list.items.length < 50 && list.again()), [shown]);
  return (
    <Section id="invoices" title={t("invoices")}>
      <Invoices list={list} path={where} />
    </Section>
  );
}

function ScheduledChange({ shown }: { shown: SubscriptionPage }) {
  const [busy, setBusy] = useState(false);
  const { scheduled } = shown.subscription;
  if (!scheduled) return null;
  const cancel = async () => {
    setBusy(true);
    try {
      await cancelScheduled(shown.revision);
      toast(t("scheduled.cancelled"));
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
      freshen();
    }
    setBusy(false);
  };
  return (
    <Banner
      actions={
        <Button size="s" busy={busy} onClick={cancel}>
          {t("scheduled.cancel")}
        </Button>
      }
    >
      <p>
        {t("scheduled.line", {
          plan: named(scheduled.plan_name),
          n: scheduled.seats,
          when: formatMoment(scheduled.at),
        })}
      </p>
      <p class={style.quiet}>
        {t("scheduled.by", { by: scheduled.by, when: formatMoment(scheduled.since) })}
      </p>
    </Banner>
  );
}
