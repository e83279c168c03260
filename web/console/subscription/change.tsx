import type { ChangePreview, SeatHolder, SubscriptionPage } from "@shared/api/index.ts";
import { inWords, Refusal } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField, SelectField, TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { money } from "../billing/amount.ts";
import { exchangeable } from "../billing/paying.ts";
import { t } from "../words.ts";
import { Asking } from "./asking.tsx";
import { named } from "./named.ts";
import style from "./page.module.css";
import { changeSeats, freshen, previewed, type Wish } from "./subscription.ts";

const PAUSE = 250;

interface ChangeProps {
  shown: SubscriptionPage;
  /** The plan that was pressed; null: the one that there is. */
  chosen: string | null;
  onClose: () => void;
}

/** How many seats from now on, or which plan; with what that does before it is done. */
export function ChangeDialog({ shown, chosen, onClose }: ChangeProps) {
  const before = shown.subscription.scheduled?.seats ?? shown.subscription.seats.bought;
  const [seats, setSeats] = useState(String(before));
  const [free, setFree] = useState(false);
  const mine = shown.subscription.plan;
  const [plan, setPlan] = useState(chosen ?? mine);
  const plans = shown.plans.filter((one) => one.id === mine || exchangeable(shown).includes(one));
  const [preview, setPreview] = useState<ChangePreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const most = shown.plans.find((one) => one.id === plan)?.max_seats ?? 1;
  const n = /^\d{1,6}$/.test(seats.trim()) ? Number(seats) : 0;
  const wrong = !free && (n < 1 || n > most) ? t("change.between", { most }) : undefined;
  const wish: Wish = free ? { seats: 1, plan: "free" } : { seats: n, ...(plan !== mine ? { plan } : {}) };

  useEffect(() => {
    setPreview(null);
    setProblem(null);
    if (wrong) return;
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const answer = await previewed(wish);
        if (current) setPreview(answer);
      } catch (thrown) {
        if (current) setProblem(inWords(thrown, t("problem.unexpected")));
      }
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [n, free, plan, wrong, shown.revision]);

  const form = useSubmit(
    ["seats", "plan"],
    async () => {
      if (wrong) refuse("seats", wrong);
      try {
        await changeSeats(wish, shown.revision);
      } catch (thrown) {
        // What was chosen stays; what it would do is shown anew, on what it is now.
        if (thrown instanceof Refusal && thrown.code === "stale") freshen();
        throw thrown;
      }
      toast(t("change.done"));
      onClose();
    },
    t("problem.unexpected"),
  );

  return (
    <Dialog title={t("change.title")} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem ?? problem} />
        {plans.length > 1 && (
          <SelectField
            label={t("subscription.plan")}
            name="plan"
            value={plan}
            onValue={setPlan}
            disabled={free}
            error={form.about("plan")}
            options={plans.map((one) => ({ value: one.id, label: named(one.name) }))}
          />
        )}
        <TextField
          label={t("change.seats")}
          hint={t("change.hint")}
          name="seats"
          inputMode="numeric"
          autocomplete="off"
          value={seats}
          onValue={setSeats}
          disabled={free}
          error={form.about("seats") ?? (seats.trim() ? wrong : undefined)}
        />
        <CheckField label={t("change.free")} name="free" value={free} onValue={setFree} />
        <div aria-live="polite">{preview && <Preview preview={preview} contact={shown.contact} />}</div>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            look="primary"
            busy={form.busy}
            disabled={!preview?.may || (preview.way === "nothing" && !preview.withdraws)}
          >
            {t("change.do")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Preview({ preview, contact }: { preview: ChangePreview; contact: string }) {
  const { way, at, plan_name, seats_before, seats_after, price, loses, returns, withdraws, may, charge } =
    preview;
  if (!may)
    return (
      <Banner>
        <Asking contact={contact} />
      </Banner>
    );
  if (way === "nothing")
    return <p class={style.quiet}>{t(withdraws ? "change.withdraws" : "change.same")}</p>;
  return (
    <div class={style.preview}>
      <p class={style.strong}>
        {way === "scheduled"
          ? t("change.scheduled", {
              plan: named(plan_name),
              before: seats_before,
              n: seats_after,
              when: formatMoment(at),
            })
          : t("change.at_once", { plan: named(plan_name), before: seats_before, n: seats_after })}
      </p>
      {price && (
        <p>
          {t(price.period === "year" ? "change.price.year" : "change.price.month", {
            before: money(price.before, price.currency),
            after: money(price.after, price.currency),
          })}
        </p>
      )}
      {charge && (
        <p>
          {t(charge.amount < 0 ? "change.credit" : "change.charge", {
            amount: money(Math.abs(charge.amount), charge.currency),
          })}
        </p>
      )}
      <People people={loses} title={t("change.loses", { n: loses.length })} />
      <People people={returns} title={t("change.returns", { n: returns.length })} />
      {loses.length > 0 && <p class={style.quiet}>{t("change.kept")}</p>}
      {way === "at_once" && withdraws && <p class={style.quiet}>{t("change.withdraws")}</p>}
    </div>
  );
}

function People({ people, title }: { people: SeatHolder[]; title: string }) {
  if (people.length === 0) return null;
  return (
    <div>
      <p>{title}</p>
      <ul class={style.names}>
        {people.map((one) => (
          <li key={one.id}>
            <span>{one.name}</span>
            <span class={style.quiet}>{one.email}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
