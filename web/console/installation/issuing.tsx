import type { Invoice } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField, TextField } from "@shared/ui/field.tsx";
import { useIntention } from "@shared/ui/intention.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { isCurrency, minorOf } from "../billing/amount.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import style from "./installation.module.css";

interface IssueProps {
  /** Where the server keeps the project's invoices. */
  where: string;
  project: string;
  onClose: () => void;
  onDone: () => void;
}

/** An invoice for what was paid, or is to be paid, outside. */
export function IssueDialog({ where, project, onClose, onDone }: IssueProps) {
  const [what, setWhat] = useState("");
  const [amount, setAmount] = useState("");
  const [tax, setTax] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const [paid, setPaid] = useState(false);
  const clientId = useIntention();
  const form = useSubmit(
    ["what", "lines", "amount", "tax", "currency"],
    async () => {
      if (!what.trim()) refuse("what", t("bill.blank"));
      if (!isCurrency(currency)) refuse("currency", t("bill.currency.wrong"));
      const code = currency.trim().toUpperCase();
      const total = minorOf(amount, code);
      const part = tax.trim() ? minorOf(tax, code) : 0;
      if (!total) refuse("amount", t("bill.amount.wrong"));
      if (part === null) refuse("tax", t("bill.amount.wrong"));
      if (part > total) refuse("tax", t("bill.tax.wrong"));
      const wanted = { what: what.trim(), amount: total, tax: part, currency: code, paid };
      const body = { client_id: clientId(wanted), ...wanted };
      const made = await ask<Invoice>("POST", where, { body, repeatable: true });
      toast(t("bill.done", { number: made.number }));
      onDone();
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("bill.title", { project })} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("bill.what")}
          name="what"
          autocomplete="off"
          maxLength={200}
          value={what}
          onValue={setWhat}
          error={form.about("what") ?? form.about("lines")}
        />
        <TextField
          label={t("bill.amount")}
          name="amount"
          inputMode="decimal"
          autocomplete="off"
          value={amount}
          onValue={setAmount}
          error={form.about("amount")}
        />
        <TextField
          label={t("bill.tax")}
          name="tax"
          inputMode="decimal"
          autocomplete="off"
          value={tax}
          onValue={setTax}
          error={form.about("tax")}
        />
        <TextField
          label={t("bill.currency")}
          hint={t("bill.currency.hint")}
          name="currency"
          autocomplete="off"
          maxLength={3}
          value={currency}
          onValue={setCurrency}
          error={form.about("currency")}
        />
        <CheckField label={t("bill.paid")} name="paid" value={paid} onValue={setPaid} />
        <p class={style.words}>{t("bill.hint")}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("bill")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface SettleProps {
  where: string;
  deed: "settle" | "cancel";
  one: Invoice;
  onClose: () => void;
  onDone: (newer: Invoice) => void;
}

/** An open invoice was paid, or nothing is to be paid for it. */
export function SettleDialog({ where, deed, one, onClose, onDone }: SettleProps) {
  const { number } = one;
  const form = useSubmit(
    [],
    async () => {
      const verb = deed === "settle" ? "paid" : "cancel";
      onDone(await ask<Invoice>("POST", `${where}/${one.id}/${verb}`, { repeatable: true }));
      toast(t(`bill.${deed}.done`, { number }));
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t(`bill.${deed}`)} onClose={onClose}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <p class={style.words}>{t(`bill.${deed}.words`, { number })}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("bill.back")}</Button>
          <Button type="submit" look={deed === "cancel" ? "danger" : "primary"} busy={form.busy}>
            {t(`bill.${deed}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
