import type { Moment, SubscriptionState } from "@shared/api/index.ts";
import { Badge, type Tone } from "@shared/ui/badge.tsx";
import { t } from "../words.ts";
import { stopped } from "./validity.ts";

const TONES: Record<SubscriptionState, Tone> = {
  trialing: "accent",
  active: "success",
  grace: "warning",
  expired: "danger",
  free: "neutral",
};

/** How a subscription that holds until then stands. */
export function StateBadge({
  state,
  until,
  now = Date.now(),
}: {
  state: SubscriptionState;
  until: Moment | null;
  now?: Moment;
}) {
  return <Badge tone={TONES[state]}>{t(`state.${stopped(state, until, now) ? "suspended" : state}`)}</Badge>;
}
