import type { LetterContent, LetterLine, LetterState, Page } from "@shared/api/index.ts";
import { inWords } from "@shared/api/index.ts";
import { formatAgo, formatMoment } from "@shared/i18n/index.ts";
import { Badge, type Tone } from "@shared/ui/badge.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { SelectField } from "@shared/ui/field.tsx";
import { MailIcon } from "@shared/ui/icons.tsx";
import { query } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { useFresh } from "../loaded.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import { Found, Search, say, useSearched } from "./found.tsx";
import style from "./mail.module.css";
import { usePaged } from "./paged.ts";

const TONES: Record<LetterState, Tone> = {
  waiting: "neutral",
  sending: "accent",
  retrying: "warning",
  sent: "success",
  filed: "neutral",
  failed: "danger",
};
const STATES = Object.keys(TONES) as LetterState[];
const OPEN: readonly LetterState[] = ["waiting", "retrying", "failed"];
const LOOK_AGAIN = 10_000;

type LetterPage = Page<LetterLine> & {
  server: string | null;
  sender: string;
  waiting: number;
  failed: number;
};

/** The letters that this installation has sent, files, or cannot get rid of. */
export function Letters() {
  const progress = STATES.find((state) => state === query.value.get("progress")) ?? null;
  const list = usePaged<LetterLine, LetterPage>("/installation/mail", { to: useSearched(), progress });
  const [open, setOpen] = useState<string | null>(null);
  useFresh(() => void (list.items && !list.more && list.again()), LOOK_AGAIN);
  return (
    <div class={style.page}>
      {list.first && <Where page={list.first} onTried={list.again} />}
      <div class={style.filters}>
        <Search label={t("letters.search")} hint={t("letters.search.hint")} />
        <SelectField
          label={t("letters.state")}
          name="progress"
          value={progress ?? ""}
          onValue={(state) => say("progress", state)}
          options={[
            { value: "", label: t("letters.all") },
            ...STATES.map((state) => ({ value: state, label: t(`letter.${state}`) })),
          ]}
        />
      </div>
      <Found
        list={list}
        label={t("letters")}
        none={t("letters.none")}
        row={(one) => <Row letter={one} onOpen={() => setOpen(one.id)} />}
      />
      {open && <Opened id={open} onClose={() => setOpen(null)} onAgain={list.again} />}
    </div>
  );
}

/** Where letters go, how that goes, and a way to try it. */
function Where({ page, onTried }: { page: LetterPage; onTried: () => void }) {
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await ask("POST", "/installation/mail/test");
      toast(t("letters.tried"));
      onTried();
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Banner
      tone={page.failed ? "warning" : "info"}
      actions={
        <Button icon={MailIcon} busy={busy} onClick={send}>
          {t("letters.try")}
        </Button>
      }
    >
      <p>
        {page.server
          ? t("letters.server", { server: page.server, sender: page.sender })
          : t("letters.no_server")}
      </p>
      {page.server && <p>{t("letters.counts", { waiting: page.waiting, failed: page.failed })}</p>}
    </Banner>
  );
}

function Row({ letter, onOpen }: { letter: LetterLine; onOpen: () => void }) {
  return (
    <button type="button" class={style.row} onClick={onOpen}>
      <span class={style.to}>
        <bdi>{letter.to}</bdi>
        <span class={style.quiet}>{letter.title}</span>
        {letter.problem && <span class={style.problem}>{letter.problem}</span>}
      </span>
      <Badge tone={TONES[letter.state]}>{t(`letter.${letter.state}`)}</Badge>
      <span class={style.quiet} title={formatMoment(letter.ended_at ?? letter.created_at)}>
        {formatAgo(letter.ended_at ?? letter.created_at)}
      </span>
    </button>
  );
}

/** One letter. What was sent is no longer kept; what is only filed can be read and its link passed on. */
function Opened({ id, onClose, onAgain }: { id: string; onClose: () => void; onAgain: () => void }) {
  const [found, setFound] = useState<LetterContent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setProblem(null);
    try {
      setFound(await ask<LetterContent>("GET", `/installation/mail/${id}`));
    } catch (thrown) {
      setProblem(inWords(thrown, t("problem.unexpected")));
    }
  };
  useEffect(() => void load(), [id]);

  const again = async () => {
    setBusy(true);
    try {
      await ask("POST", `/installation/mail/${id}/again`, { repeatable: true });
      toast(t("letter.again.done"));
      onAgain();
      onClose();
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
      void load();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={found?.subject ?? found?.letter.title ?? t("letter")} onClose={onClose} wide>
      {problem ? (
        <Failed title={t("letter.failed_to_load")} words={problem} onRetry={load} />
      ) : !found ? (
        <Skeleton label={t("loading")} lines={5} />
      ) : (
        <div class={style.letter}>
          <Facts letter={found.letter} />
          {found.text === null ? (
            <p class={style.quiet}>{t("letter.emptied")}</p>
          ) : (
            <pre class={style.text} dir="auto">
              {found.text}
            </pre>
          )}
          {found.link && <p class={style.quiet}>{t("letter.link.careful")}</p>}
          <DialogActions>
            <Button onClick={onClose}>{t("letter.close")}</Button>
            {found.link && (
              <CopyButton
                text={found.link}
                label={t("letter.link.copy")}
                done={t("letter.link.copied")}
                look="primary"
              />
            )}
            {found.text !== null && OPEN.includes(found.letter.state) && (
              <Button look="primary" busy={busy} onClick={again}>
                {t("letter.again")}
              </Button>
            )}
          </DialogActions>
        </div>
      )}
    </Dialog>
  );
}

function Facts({ letter }: { letter: LetterLine }) {
  const facts: [string, string][] = [
    [t("letter.to"), letter.to],
    [t("letter.posted"), formatMoment(letter.created_at)],
    [t(`letter.${letter.state}`), letter.ended_at ? formatMoment(letter.ended_at) : ""],
    [t("letter.attempts"), String(letter.attempts)],
    [t("letter.next"), letter.due_at ? formatMoment(letter.due_at) : ""],
    [t("letter.problem"), letter.problem],
  ];
  return (
    <dl class={style.facts}>
      {facts
        .filter(([, value]) => value && value !== "0")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
