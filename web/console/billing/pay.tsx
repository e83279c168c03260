import type { SubscriptionPage } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { useIntention } from "@shared/ui/intention.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { named } from "../subscription/named.ts";
import { t } from "../words.ts";
import { money } from "./amount.ts";
import style from "./billing.module.css";
import { checkOut, payable } from "./paying.ts";

interface PayProps {
  projectId: string;
  shown: SubscriptionPage;
  /** The plan that was pressed. */
  chosen: string | null;
  onClose: () => void;
}

/** What is bought and what it costs, before the provider's page asks for the money. */
export function PayDialog({ projectId, shown, chosen, onClose }: PayProps) {
  const plans = payable(shown);
  const [planId, setPlan] = useState(
    plans.find((one) => one.id === (chosen ?? shown.subscription.plan))?.id ?? plans[0]?.id ?? "",
  );
  const [seats, setSeats] = useState(String(Math.max(1, shown.holders.length)));
  const plan = plans.find((one) => one.id === planId);
  const prices = plan?.prices.filter((one) => one.payable) ?? [];
  const [way, setWay] = useState("");
  const price = prices.find((one) => `${one.currency} ${one.period}` === way) ?? prices[0];
  const n = /^\d{1,6}$/.test(seats.trim()) ? Number(seats) : 0;
  const most = plan?.max_seats ?? 1;
  const wrong = n < 1 || n > most ? t("change.between", { most }) : undefined;
  const clientId = useIntention();
  const form = useSubmit(
    ["plan", "seats"],
    async () => {
      if (wrong) refuse("seats", wrong);
      if (!price) return;
      const purchase = { plan: planId, seats: n, currency: price.currency, period: price.period };
      await checkOut(projectId, clientId(purchase), purchase);
    },
    t("problem.unexpected"),
  );
  const { valid_until, state } = shown.subscription;
  const replaced = (state === "active" || state === "grace") && valid_until !== null;
  return (
    <Dialog title={t("pay.title")} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        {plans.length > 1 && (
          <SelectField
            label={t("subscription.plan")}
            name="plan"
            value={planId}
            onValue={setPlan}
            error={form.about("plan")}
            options={plans.map((one) => ({ value: one.id, label: named(one.name) }))}
          />
        )}
        {prices.length > 1 && price && (
          <SelectField
            label={t("pay.how")}
            name="price"
            value={`${price.currency} ${price.period}`}
            onValue={setWay}
            options={prices.map((one) => ({
              value: `${one.currency} ${one.period}`,
              label: t(one.period === "year" ? "plans.price.year" : "plans.price.month", {
                amount: money(one.per_seat, one.currency),
              }),
            }))}
          />
        )}
        <TextField
          label={t("change.seats")}
          name="seats"
          inputMode="numeric"
          autocomplete="off"
          value={seats}
          onValue={setSeats}
          error={form.about("seats") ?? (seats.trim() ? wrong : undefined)}
        />
        <div class={style.cost} aria-live="polite">
          {price && !wrong && (
            <>
              <p class={style.total}>
                {t(price.period === "year" ? "pay.total.year" : "pay.total.month", {
                  amount: money(price.per_seat * n, price.currency),
                })}
              </p>
              <p class={style.quiet}>
                {t("pay.seats", { n, amount: money(price.per_seat, price.currency) })}
              </p>
              {n < shown.holders.length && (
                <p class={style.quiet}>{t("pay.fewer", { n: shown.holders.length - n })}</p>
              )}
            </>
          )}
        </div>
        {replaced && <p class={style.quiet}>{t("pay.replaces", { when: formatMoment(valid_until) })}</p>}
        <p class={style.quiet}>{t("pay.where")}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy} disabled={!price}>
            {t("pay.go")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
