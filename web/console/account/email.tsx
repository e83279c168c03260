import type { Account } from "@shared/api/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useEffect, useState } from "preact/hooks";
import { Section } from "../project/section.tsx";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { keys } from "./keys.ts";

/** The address, whether it is confirmed, and a change that waits for the links at both ends. */
export function EmailModule({ person }: { person: Account }) {
  const [open, setOpen] = useState(false);
  useEffect(() => void keys.refresh(), [person.email]);
  const pending = keys.value.value?.pending_email;
  const stop = useSubmit(
    [],
    async () => {
      await ask("DELETE", "/account/email", { repeatable: true });
      await keys.refresh();
    },
    t("problem.unexpected"),
  );
  return (
    <Section
      id="email"
      title={t("email")}
      lead={t("change_email.why")}
      actions={
        <Button size="s" onClick={() => setOpen(true)}>
          {t("change_email.ask")}
        </Button>
      }
    >
      <p class={style.name}>
        {person.email}
        <Badge tone={person.email_confirmed ? "success" : "neutral"}>
          {t(person.email_confirmed ? "confirm.state.done" : "confirm.state.open")}
        </Badge>
      </p>
      {pending && (
        <Banner
          actions={
            <Button size="s" busy={stop.busy} onClick={() => stop.submit()}>
              {t("change_email.stop")}
            </Button>
          }
        >
          {t(
            pending.old_confirmed
              ? "change_email.pending.new"
              : pending.new_confirmed
                ? "change_email.pending.old"
                : "change_email.pending.both",
            { email: pending.email },
          )}
        </Banner>
      )}
      {open && <ChangeDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ChangeDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const form = useSubmit(
    ["email"],
    async () => {
      if (!email.trim()) refuse("email", t("email.blank"));
      await ask("POST", "/account/email", { body: { email: email.trim() } });
      await keys.refresh();
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("change_email.ask")} onClose={onClose} careful>
      <form class={style.dialog} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("change_email.new_address")}
          hint={t("change_email.hint")}
          type="email"
          name="new-email"
          autocomplete="email"
          inputMode="email"
          value={email}
          onValue={setEmail}
          error={form.about("email")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("change_email.send")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
