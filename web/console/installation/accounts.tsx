import { formatAgo, formatDate, formatMoment } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { MoreIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { account as me } from "../session/account.ts";
import { t } from "../words.ts";
import { Choice, Found, Search, useChosen, useSearched } from "./found.tsx";
import style from "./installation.module.css";
import { usePaged } from "./paged.ts";
import type { AccountLine } from "./types.ts";

type Deed = "appoint" | "dismiss" | "block" | "unblock";

const HOW: Record<Deed, { method: "POST" | "DELETE"; end: string }> = {
  appoint: { method: "POST", end: "operator" },
  dismiss: { method: "DELETE", end: "operator" },
  block: { method: "POST", end: "block" },
  unblock: { method: "DELETE", end: "block" },
};

const KINDS = ["operators", "blocked", "leaving"] as const;

export function AccountsFound() {
  const only = useChosen("only", KINDS);
  const list = usePaged<AccountLine>("/installation/accounts", { search: useSearched(), only });
  const [asked, setAsked] = useState<{ deed: Deed; id: string } | null>(null);
  const person = list.items?.find((one) => one.id === asked?.id);
  return (
    <div class={style.page}>
      <div class={style.filters}>
        <Search label={t("installation.accounts.search")} hint={t("installation.accounts.search.hint")} />
        <Choice
          name="only"
          label={t("installation.state")}
          chosen={only}
          options={[
            { value: "", label: t("installation.accounts.all") },
            { value: "operators", label: t("installation.number.operators") },
            { value: "blocked", label: t("installation.number.blocked") },
            { value: "leaving", label: t("installation.leaving") },
          ]}
        />
      </div>
      <Found
        list={list}
        label={t("installation.accounts")}
        none={t("installation.accounts.none")}
        row={(one) => <AccountRow person={one} onAsk={(deed) => setAsked({ deed, id: one.id })} />}
      />
      {asked && person && (
        <Sure
          key={`${asked.deed} ${asked.id}`}
          deed={asked.deed}
          person={person}
          onClose={() => setAsked(null)}
          onDone={list.put}
        />
      )}
    </div>
  );
}

function AccountRow({ person, onAsk }: { person: AccountLine; onAsk: (deed: Deed) => void }) {
  const deeds: Deed[] = person.blocked_at
    ? ["unblock"]
    : person.operator_since
      ? ["dismiss"]
      : ["appoint", "block"];
  return (
    <div class={style.person}>
      <Avatar name={person.name || person.email} id={person.id} />
      <span class={style.who}>
        <span class={style.name}>{person.name || person.email}</span>
        <span class={style.quiet}>{person.email}</span>
        {person.blocked_because && (
          <span class={style.quiet}>{t("installation.blocked.why", { reason: person.blocked_because })}</span>
        )}
      </span>
      <span class={style.badges}>
        {person.operator_since !== null && <Badge tone="accent">{t("installation.operator")}</Badge>}
        {person.deletes_at !== null && <Badge tone="warning">{t("installation.leaving")}</Badge>}
        {person.blocked_at !== null && <Badge tone="danger">{t("installation.blocked")}</Badge>}
      </span>
      <span class={style.quiet}>{t("installation.owns", { n: person.projects })}</span>
      <span class={style.quiet} title={formatMoment(person.last_seen_at ?? person.created_at)}>
        {person.last_seen_at === null
          ? t("installation.created", { day: formatDate(person.created_at) })
          : t("installation.seen", { when: formatAgo(person.last_seen_at) })}
      </span>
      <Menu
        label={t("installation.account.menu", { email: person.email })}
        face={null}
        icon={MoreIcon}
        items={deeds.map((deed) => ({
          label: t(`installation.${deed}`),
          onChoose: () => onAsk(deed),
        }))}
      />
    </div>
  );
}

interface SureProps {
  deed: Deed;
  person: AccountLine;
  onClose: () => void;
  onDone: (newer: AccountLine) => void;
}

/** Says what it will do before it is done; blocking asks why. */
function Sure({ deed, person, onClose, onDone }: SureProps) {
  const [reason, setReason] = useState("");
  const form = useSubmit(
    ["reason"],
    async () => {
      if (deed === "block" && !reason.trim()) refuse("reason", t("installation.reason.blank"));
      const { method, end } = HOW[deed];
      const newer = await ask<AccountLine>(method, `/installation/accounts/${person.id}/${end}`, {
        repeatable: true,
        ...(deed === "block" ? { body: { reason } } : {}),
      });
      onDone(newer);
      onClose();
      toast(t(`installation.${deed}.done`, { email: person.email }));
      // Whoever gives it back for themselves has nothing to look for here any more.
      const self = me.peek();
      if (self && deed === "dismiss" && person.id === self.id) me.value = { ...self, operator: false };
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t(`installation.${deed}`)} onClose={onClose} careful={deed === "block"}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <p class={style.words}>{t(`installation.${deed}.words`, { email: person.email })}</p>
        {deed === "block" && (
          <TextField
            label={t("installation.reason")}
            hint={t("installation.block.hint")}
            name="reason"
            autocomplete="off"
            maxLength={200}
            value={reason}
            onValue={setReason}
            error={form.about("reason")}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            look={deed === "block" || deed === "dismiss" ? "danger" : "primary"}
            busy={form.busy}
          >
            {t(`installation.${deed}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
