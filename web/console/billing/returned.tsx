import type { SubscriptionPage } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { here, navigate, query } from "@shared/ui/router.tsx";
import { useEffect, useState } from "preact/hooks";
import { named } from "../subscription/named.ts";
import { t } from "../words.ts";

const EVERY = 1_500;
/** After this many looks it takes longer than it should. */
const PATIENT = 40;

/** How somebody came back from the provider's page: "done", "cancelled", or not from there. */
export function cameBack(): "done" | "cancelled" | null {
  const how = query.value.get("payment");
  return how === "done" || how === "cancelled" ? how : null;
}

/** That the payment is on its way, has arrived, or was left; looks again until it has arrived. */
export function Returned({ shown, refresh }: { shown: SubscriptionPage; refresh: () => void }) {
  const how = cameBack();
  const [looks, setLooks] = useState(0);
  const waiting = how === "done" && !shown.payments.paying;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      setLooks((before) => before + 1);
      refresh();
    }, EVERY);
    return () => clearInterval(timer);
  }, [waiting]);
  if (!how) return null;
  const hide = (
    <Button size="s" onClick={() => navigate(here().split("?")[0] ?? "", { replace: true })}>
      {t("pay.hide")}
    </Button>
  );
  const { plan_name, seats } = shown.subscription;
  return (
    <div role="status">
      {how === "cancelled" ? (
        <Banner actions={hide}>{t("pay.cancelled")}</Banner>
      ) : waiting ? (
        <Banner actions={looks >= PATIENT && hide}>{t(looks < PATIENT ? "pay.waiting" : "pay.late")}</Banner>
      ) : (
        <Banner tone="success" actions={hide}>
          {t("pay.arrived", { plan: named(plan_name), n: seats.bought })}
        </Banner>
      )}
    </div>
  );
}
