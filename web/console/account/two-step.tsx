import { inWords } from "@shared/api/index.ts";
import { formatDate } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { Section } from "../project/section.tsx";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { keys } from "./keys.ts";

interface AppToAdd {
  secret: string;
  picture: string;
}

/** A code of an app after the password, and recovery codes for when the app is lost. */
export function TwoStep({ since, left }: { since: number | null; left: number }) {
  const [adding, setAdding] = useState<AppToAdd | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [stopping, setStopping] = useState(false);
  const trying = (act: () => Promise<unknown>) => async () => {
    try {
      await act();
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    }
  };
  const begin = trying(async () => setAdding(await ask<AppToAdd>("POST", "/account/two-step")));
  const renew = trying(async () => {
    const made = await ask<{ codes: string[] }>("POST", "/account/two-step/recovery-codes");
    setCodes(made.codes);
  });
  const on = (made: string[]) => {
    setAdding(null);
    setCodes(made);
  };
  const seen = () => {
    setCodes(null);
    void keys.refresh(true);
  };
  return (
    <Section
      id="two-step"
      title={t("two_step")}
      lead={t("two_step.lead")}
      actions={
        since === null ? (
          <Button size="s" onClick={begin}>
            {t("two_step.on")}
          </Button>
        ) : (
          <Button size="s" onClick={() => setStopping(true)}>
            {t("two_step.off")}
          </Button>
        )
      }
    >
      {since !== null && (
        <div class={style.row}>
          <Badge tone="success">{t("two_step.since", { day: formatDate(since) })}</Badge>
          <span class={style.quiet}>{t("recovery.left", { n: left })}</span>
          <Button size="s" look="quiet" onClick={renew}>
            {t("recovery.renew")}
          </Button>
        </div>
      )}
      {adding && <AddDialog app={adding} onOn={on} onClose={() => setAdding(null)} />}
      {codes && <CodesDialog codes={codes} onClose={seen} />}
      {stopping && <StopDialog onClose={() => setStopping(false)} />}
    </Section>
  );
}

function AddDialog({
  app,
  onOn,
  onClose,
}: {
  app: AppToAdd;
  onOn: (codes: string[]) => void;
  onClose: () => void;
}) {
  const [code, setCode] = useState("");
  const form = useSubmit(
    ["code"],
    async () => {
      if (!code.trim()) refuse("code", t("code.blank"));
      const made = await ask<{ codes: string[] }>("POST", "/account/two-step/code", {
        body: { code: code.trim() },
      });
      onOn(made.codes);
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("two_step")} onClose={onClose} careful>
      <form class={style.dialog} {...form.attributes}>
        <p>{t("two_step.scan")}</p>
        <img class={style.qr} src={app.picture} alt={t("two_step.picture")} />
        <p class={style.quiet}>
          {t.pieces("two_step.by_hand", { secret: <code key="secret">{app.secret}</code> })}
        </p>
        <Problem words={form.problem} />
        <TextField
          label={t("two_step.code")}
          name="code"
          autocomplete="one-time-code"
          inputMode="numeric"
          value={code}
          onValue={setCode}
          error={form.about("code")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("two_step.on")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** They can be read only now. */
function CodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = `${codes.join("\n")}\n`;
  return (
    <Dialog title={t("recovery")} onClose={onClose} binding>
      <div class={style.dialog}>
        <p>{t("recovery.once")}</p>
        <ul class={style.codes} aria-label={t("recovery")}>
          {codes.map((one) => (
            <li key={one}>
              <code>{one}</code>
            </li>
          ))}
        </ul>
        <div class={style.row}>
          <CopyButton text={text} label={t("recovery.copy")} done={t("recovery.copied")} />
          <Button onClick={() => download(text)}>{t("recovery.download")}</Button>
        </div>
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            {t("recovery.kept")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "deskbell-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

function StopDialog({ onClose }: { onClose: () => void }) {
  const act = async () => {
    await ask("DELETE", "/account/two-step", { repeatable: true });
    toast(t("two_step.stopped"));
    await keys.refresh(true);
    onClose();
  };
  return (
    <SureDialog
      title={t("two_step")}
      does={t("two_step.off")}
      act={act}
      otherwise={t("problem.unexpected")}
      onClose={onClose}
    >
      <p>{t("two_step.sure")}</p>
    </SureDialog>
  );
}
