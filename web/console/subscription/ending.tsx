import type { Moment, Subscription } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import type { ComponentChildren } from "preact";
import { t } from "../words.ts";

const DAY = 86_400_000;
/** As the letters do: from two weeks before the end; of a trial, which may be no longer than that, from one. */
const soon = (state: Subscription["state"]) => (state === "trialing" ? 7 : 14) * DAY;

/** Which of the sentences about an end is due, if any. */
export function due(
  { state, valid_until, suspended_at, renews, scheduled }: Subscription,
  now: Moment,
): "suspended" | "expired" | "grace" | "soon" | null {
  if (suspended_at !== null) return "suspended";
  if (state === "expired" || state === "grace") return state;
  if (valid_until === null || renews || scheduled?.plan === "free") return null;
  return valid_until - now <= soon(state) ? "soon" : null;
}

/** That the validity period ends soon, or has ended, and what that means. */
export function Ending({
  subscription,
  now,
  actions,
}: {
  subscription: Subscription;
  now: Moment;
  actions?: ComponentChildren;
}) {
  const { valid_until, grace_until, suspended_why } = subscription;
  switch (due(subscription, now)) {
    case "suspended":
      return (
        <Banner tone="danger" actions={actions}>
          {suspended_why ? t("ending.suspended.why", { why: suspended_why }) : t("ending.suspended")}
        </Banner>
      );
    case "expired":
      return (
        <Banner tone="danger" actions={actions}>
          {t("ending.expired")}
        </Banner>
      );
    case "grace":
      return (
        <Banner tone="warning" actions={actions}>
          {t("ending.grace", { when: formatMoment(grace_until ?? 0) })}
        </Banner>
      );
    case "soon":
      return (
        <Banner tone="warning" actions={actions}>
          {t("ending.soon", { when: formatMoment(valid_until ?? 0) })}
        </Banner>
      );
    default:
      return null;
  }
}
