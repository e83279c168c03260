import type { Plan, SubscriptionPage } from "@shared/api/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { CheckIcon } from "@shared/ui/icons.tsx";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { money, named } from "./named.ts";
import style from "./page.module.css";

/** The catalogue's own limit: whoever set none means as many as anybody has people. */
const UNLIMITED = 100_000;

/** What could be subscribed to, side by side. */
export function Plans({ shown }: { shown: SubscriptionPage }) {
  return (
    <Section id="plans" title={t("plans")}>
      <ul class={style.plans}>
        {shown.plans.map((plan) => (
          <li
            key={plan.id}
            class={style.plan}
            data-current={plan.id === shown.subscription.plan || undefined}
          >
            <h3>
              {named(plan.name)}
              {plan.id === shown.subscription.plan && <Badge tone="accent">{t("plans.yours")}</Badge>}
            </h3>
            {named(plan.description) && <p class={style.quiet}>{named(plan.description)}</p>}
            <Prices plan={plan} />
            <ul class={style.features}>
              <li class={style.feature}>
                <CheckIcon size={16} />
                {plan.id === "free"
                  ? t("plans.seats", { n: plan.seats })
                  : plan.max_seats >= UNLIMITED
                    ? t("plans.seats.any")
                    : t("plans.seats.most", { n: plan.max_seats })}
              </li>
              {plan.grace_days > 0 && (
                <li class={style.feature}>
                  <CheckIcon size={16} />
                  {t("plans.grace", { n: plan.grace_days })}
                </li>
              )}
              {shown.features
                .filter((feature) => plan.features.includes(feature.id))
                .map((feature) => (
                  <li key={feature.id} class={style.feature}>
                    <CheckIcon size={16} />
                    {named(feature.name)}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Prices({ plan }: { plan: Plan }) {
  if (plan.id === "free") return <p class={style.price}>{t("plans.free")}</p>;
  if (plan.prices.length === 0) return <p class={style.price}>{t("plans.asked")}</p>;
  return (
    <p class={style.price}>
      {plan.prices.map((price) => (
        <span key={`${price.currency}${price.period}`}>
          {t(price.period === "year" ? "plans.price.year" : "plans.price.month", {
            amount: money(price.per_seat, price.currency),
          })}
        </span>
      ))}
    </p>
  );
}
