import type { Plan, SubscriptionPage } from "@shared/api/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CheckIcon } from "@shared/ui/icons.tsx";
import { money } from "../billing/amount.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { named } from "./named.ts";
import style from "./page.module.css";

/** The catalogue's own limit: whoever set none means as many as anybody has people. */
const UNLIMITED = 100_000;

interface PlansProps {
  shown: SubscriptionPage;
  /** Those that this owner can change to or pay for by themselves. */
  choices: Plan[];
  onChoose: (plan: Plan) => void;
}

/** What could be subscribed to, side by side. */
export function Plans({ shown, choices, onChoose }: PlansProps) {
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
            {named(plan.description) && (
              <p class={style.quiet}>
                <bdi>{named(plan.description)}</bdi>
              </p>
            )}
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
            {choices.some((one) => one.id === plan.id) && (
              <div class={style.choose}>
                <Button size="s" onClick={() => onChoose(plan)}>
                  {t("plans.choose", { plan: named(plan.name) })}
                </Button>
              </div>
            )}
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
