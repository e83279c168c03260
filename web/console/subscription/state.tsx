import type { SubscriptionState } from "@shared/api/index.ts";
import { Badge, type Tone } from "@shared/ui/badge.tsx";
import { t } from "../words.ts";

const TONES: Record<SubscriptionState, Tone> = {
  trialing: "accent",
  active: "success",
  grace: "warning",
  expired: "danger",
  free: "neutral",
};

export function StateBadge({ state }: { state: SubscriptionState }) {
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
