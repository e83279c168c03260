import { Refusal } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import { dayOf, endOf } from "./days.ts";
import style from "./installation.module.css";
import { planName } from "./plans.ts";
import type { PlanOffered, ProjectDetails } from "./types.ts";

interface DialogProps {
  seen: ProjectDetails;
  onClose: () => void;
  onDone: (newer: ProjectDetails) => void;
}

const YEAR = 365 * 86_400_000;

/** A plan with seats and a last day, instead of whatever the project has. */
export function GrantDialog({ seen, plans, onClose, onDone }: DialogProps & { plans: PlanOffered[] }) {
  const { id, subscription } = seen.project;
  const [plan, setPlan] = useState(
    subscription.plan === "free" ? (plans.find((one) => one.id !== "free")?.id ?? "free") : subscription.plan,
  );
  const [seats, setSeats] = useState(String(Math.max(subscription.seats.bought, 1)));
  const [last, setLast] = useState(() => dayOf(Date.now() + YEAR));
  const [reason, setReason] = useState("");
  // How it stood when the dialog opened, or as it was shown after somebody else changed it.
  const [revision, setRevision] = useState(subscription.revision);
  const form = useSubmit(
    ["plan", "seats", "valid_until", "reason"],
    async () => {
      if (!/^\d{1,6}$/.test(seats.trim())) refuse("seats", t("installation.seats.number"));
      const body = {
        plan,
        seats: Number(seats),
        valid_until: last && plan !== "free" ? endOf(last) : null,
        reason,
        revision,
      };
      try {
        onDone(await ask<ProjectDetails>("POST", `/installation/projects/${id}/subscription`, { body }));
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === "stale") {
          // What it is now appears behind the dialog; what was typed stays and may be sent again.
          const newer = await ask<ProjectDetails>("GET", `/installation/projects/${id}`);
          onDone(newer);
          setRevision(newer.project.subscription.revision);
        }
        throw thrown;
      }
      toast(t("installation.granted", { project: seen.project.name }));
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("installation.grant.title", { project: seen.project.name })} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <SelectField
          label={t("subscription.plan")}
          name="plan"
          value={plan}
          onValue={setPlan}
          error={form.about("plan")}
          options={(plans.length ? plans.map((one) => one.id) : [plan]).map((one) => ({
            value: one,
            label: planName(plans, one),
          }))}
        />
        <TextField
          label={t("installation.seats.title")}
          name="seats"
          inputMode="numeric"
          autocomplete="off"
          value={seats}
          onValue={setSeats}
          error={form.about("seats")}
        />
        {plan !== "free" && (
          <TextField
            type="date"
            label={t("installation.last_day")}
            hint={t("installation.last_day.hint")}
            name="last-day"
            value={last}
            onValue={setLast}
            error={form.about("valid_until")}
          />
        )}
        <TextField
          label={t("installation.reason")}
          hint={t("installation.grant.hint")}
          name="reason"
          autocomplete="off"
          maxLength={200}
          value={reason}
          onValue={setReason}
          error={form.about("reason")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("installation.grant")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Stops a subscription, for a reason that its owners read, or lets it go on. */
export function StopDialog({ deed, seen, onClose, onDone }: DialogProps & { deed: "suspend" | "resume" }) {
  const [reason, setReason] = useState("");
  const form = useSubmit(
    ["reason"],
    async () => {
      if (deed === "suspend" && !reason.trim()) refuse("reason", t("installation.reason.blank"));
      const where = `/installation/projects/${seen.project.id}/subscription/${deed}`;
      onDone(await ask<ProjectDetails>("POST", where, { body: { reason }, repeatable: true }));
      toast(t(`installation.${deed}.done`, { project: seen.project.name }));
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t(`installation.${deed}`)} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <p class={style.words}>{t(`installation.${deed}.words`, { project: seen.project.name })}</p>
        <TextField
          label={t("installation.reason")}
          hint={t("installation.grant.hint")}
          name="reason"
          autocomplete="off"
          maxLength={200}
          value={reason}
          onValue={setReason}
          error={form.about("reason")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look={deed === "suspend" ? "danger" : "primary"} busy={form.busy}>
            {t(`installation.${deed}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
