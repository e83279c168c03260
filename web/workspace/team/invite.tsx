import type { Invited, Role } from "@shared/api/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { useIntention } from "@shared/ui/intention.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { AddressField } from "./address-field.tsx";
import { addressesIn, looked, MOST } from "./addresses.ts";
import { RoleChoice } from "./roles.tsx";
import style from "./team.module.css";

/** Whom to invite as what; then what became of each address. */
export function InviteDialog({ left, onClose }: { left: number; onClose: () => void }) {
  const { ask, team } = useRoom();
  const intention = useIntention();
  const [texts, setTexts] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const [became, setBecame] = useState<Invited[] | null>(null);
  const form = useSubmit(
    ["emails"],
    async () => {
      const emails = [...texts, ...addressesIn(typed)];
      setTexts(emails);
      setTyped("");
      if (emails.length === 0) refuse("emails", t("invite.blank"));
      if (emails.length > MOST) refuse("emails", t("invite.many", { max: MOST, n: emails.length }));
      if (looked(emails).some(({ wrong }) => wrong)) refuse("emails", t("invite.wrong"));
      const wish = { emails, role };
      setBecame((await ask.invite({ client_id: intention(wish), ...wish })).items);
      await team.refresh();
    },
    t("problem.unknown"),
  );
  const more = () => {
    // Whoever could not be invited stays in the form.
    setTexts(became?.filter(({ outcome }) => outcome === "no_seat").map(({ email }) => email) ?? []);
    setBecame(null);
  };
  if (became) return <Outcome became={became} onMore={more} onClose={onClose} />;
  const wanted = looked(texts).filter(({ wrong }) => !wrong).length;
  return (
    <Dialog title={t("invite")} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <AddressField
          texts={texts}
          onTexts={setTexts}
          typed={typed}
          onTyped={setTyped}
          error={form.about("emails")}
        />
        <RoleChoice value={role} onValue={setRole} />
        {left === 0 ? (
          <Banner tone="warning">{t("invite.full")}</Banner>
        ) : wanted > left ? (
          <Banner tone="warning">{t("invite.over", { n: left })}</Banner>
        ) : (
          <p class={style.quiet}>{t("invite.left", { n: left })}</p>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("invite.send")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface OutcomeProps {
  became: Invited[];
  onMore: () => void;
  onClose: () => void;
}

function Outcome({ became, onMore, onClose }: OutcomeProps) {
  const good = (outcome: Invited["outcome"]) => outcome === "invited" || outcome === "resent";
  const sent = became.filter(({ outcome }) => good(outcome)).length;
  return (
    <Dialog title={t("invite")} onClose={onClose}>
      <div class={style.form}>
        <p role="status">{t("invite.sent", { n: sent })}</p>
        <ul class={style.became}>
          {became.map(({ email, outcome }, at) => (
            <li key={at}>
              <bdi>{email}</bdi>
              <Badge tone={good(outcome) ? "success" : "warning"}>{t(`invite.became.${outcome}`)}</Badge>
            </li>
          ))}
        </ul>
        <DialogActions>
          <Button onClick={onMore}>{t("invite.more")}</Button>
          <Button look="primary" data-autofocus="" onClick={onClose}>
            {t("done")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
