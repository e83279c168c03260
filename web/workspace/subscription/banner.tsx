import { formatMoment } from "@shared/i18n/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { IconButton } from "@shared/ui/button.tsx";
import { CloseIcon } from "@shared/ui/icons.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";

const DAY = 86_400_000;

/** Tells administrators that the validity period ends soon or has ended; can be put away until that changes. */
export function SubscriptionBanner() {
  const known = useRoom().subscription.known.value;
  const [hidden, setHidden] = useState("");
  if (!known) return null;
  const { state, valid_until, grace_until, suspended_at, renews, scheduled, server_time } = known;
  const soon =
    valid_until !== null &&
    !renews &&
    scheduled?.plan !== "free" &&
    valid_until - server_time <= (state === "trialing" ? 7 : 14) * DAY;
  const [what, words] =
    suspended_at !== null
      ? ["suspended", t("subscription.suspended")]
      : state === "expired"
        ? ["expired", t("subscription.expired")]
        : state === "grace"
          ? ["grace", t("subscription.grace", { when: formatMoment(grace_until ?? 0) })]
          : soon
            ? ["soon", t("subscription.soon", { when: formatMoment(valid_until) })]
            : ["", ""];
  const key = `${what} ${valid_until}`;
  if (!what || hidden === key) return null;
  return (
    <Banner
      tone={what === "soon" || what === "grace" ? "warning" : "danger"}
      actions={
        <IconButton size="s" icon={CloseIcon} label={t("subscription.hide")} onClick={() => setHidden(key)} />
      }
    >
      {words}
    </Banner>
  );
}
