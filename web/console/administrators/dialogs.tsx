import { type Administrator, type Project, Refusal } from "@shared/api/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField, TextField } from "@shared/ui/field.tsx";
import { useIntention } from "@shared/ui/intention.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { HelpButton } from "../help/panel.tsx";
import { refreshProject, project as shown } from "../project/project.ts";
import { NewPassword } from "../session/new-password.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { changes, rebased, type Typed } from "./changes.ts";
import { addAdministrator, modifyAdministrator } from "./deeds.ts";
import { Handover } from "./handover.tsx";
import { LinkSent } from "./link-sent.tsx";

const FIELDS = ["email", "name", "password"] as const;
const NOBODY: Typed = { email: "", name: "", password: "", sendLink: false };

interface DialogProps {
  project: Project;
  onClose: () => void;
}

/** Account and password in one dialog, saved in one go. */
export function ModifyDialog({ project, person, onClose }: DialogProps & { person: Administrator }) {
  // What was there when the dialog opened: the page refreshes itself beneath and must not change what is compared.
  const [before, setBefore] = useState(person);
  const start = { ...NOBODY, email: before.email, name: before.name };
  return (
    <PersonDialog
      title={t("modify.title")}
      start={start}
      hadPassword={before.has_password}
      disabled={before.disabled_at !== null}
      project={project}
      onClose={onClose}
      save={async (typed) => {
        const change = changes(start, typed);
        if (Object.keys(change).length === 0) return null;
        return await modifyAdministrator(before.id, { ...change, version: before.version });
      }}
      changedMeanwhile={async () => {
        await refreshProject(true);
        const now = shown.peek()?.administrators.find((one) => one.id === before.id);
        if (now) setBefore(now);
        return now ?? null;
      }}
      saidDone={(email) => t("modify.done", { email })}
      note={(typed) => {
        const change = changes(start, typed);
        // Nobody who never could sign in can be signed out.
        if (!before.has_password || (change.email === undefined && change.password === undefined))
          return null;
        return <Banner>{t("modify.ends")}</Banner>;
      }}
    />
  );
}

export function AddDialog({ project, onClose }: DialogProps) {
  const clientId = useIntention();
  const { remaining } = project.subscription.seats;
  return (
    <PersonDialog
      title={t("administrator.add")}
      start={NOBODY}
      hadPassword={false}
      project={project}
      onClose={onClose}
      save={async (typed) => {
        const person = changes(NOBODY, typed);
        return await addAdministrator(clientId(person), person);
      }}
      saidDone={(email) => t("administrator.added", { email })}
      note={() =>
        remaining > 0 ? (
          <p>{t("administrator.add.seats", { n: remaining })}</p>
        ) : (
          <Banner tone="warning">{t("administrator.add.full")}</Banner>
        )
      }
    />
  );
}

interface PersonDialogProps extends DialogProps {
  title: string;
  start: Typed;
  hadPassword: boolean;
  disabled?: boolean;
  /** What was saved, or null where there was nothing to save. */
  save: (typed: Typed) => Promise<Administrator | null>;
  /** What it is now that somebody else has changed it. */
  changedMeanwhile?: () => Promise<Administrator | null>;
  saidDone: (email: string) => string;
  note: (typed: Typed) => ComponentChildren;
}

function PersonDialog({
  title,
  start,
  hadPassword,
  disabled = false,
  project,
  onClose,
  save,
  changedMeanwhile,
  saidDone,
  note,
}: PersonDialogProps) {
  const [email, setEmail] = useState(start.email);
  const [name, setName] = useState(start.name);
  const [password, setPassword] = useState("");
  const [generated, setGenerated] = useState("");
  const [sendLink, setSendLink] = useState(false);
  const [saved, setSaved] = useState<Administrator | null>(null);
  const [now, setNow] = useState<Administrator | null>(null);
  const typed = { email: email.trim(), name: name.trim(), password, sendLink };
  const form = useSubmit(
    FIELDS,
    async () => {
      if (!typed.email) refuse("email", t("email.blank"));
      setNow(null);
      const answer = await save(typed).catch(async (thrown) => {
        const meanwhile =
          thrown instanceof Refusal && thrown.code === "stale" && (await changedMeanwhile?.());
        if (meanwhile) {
          setEmail(rebased(email, start.email, meanwhile.email));
          setName(rebased(name, start.name, meanwhile.name));
          setNow(meanwhile);
        }
        throw thrown;
      });
      // Whoever passes it on has to see it: the link, and a password that was made up and is known to nobody yet.
      const toPassOn = sendLink ? answer?.password_link?.link : password && password === generated;
      if (answer && toPassOn) return setSaved(answer);
      toast(saidDone(typed.email));
      onClose();
    },
    t("problem.unexpected"),
  );
  if (saved && sendLink) return <LinkSent sent={saved} onClose={onClose} />;
  if (saved) return <Handover project={project} email={saved.email} password={password} onClose={onClose} />;

  return (
    <Dialog title={title} onClose={onClose} careful tools={<HelpButton question="no-password" />}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem}>
          {now && <p>{t("modify.now", { email: now.email, name: now.name })}</p>}
        </Problem>
        <TextField
          label={t("administrator.account")}
          hint={t("administrator.account.hint")}
          type="email"
          name="administrator-email"
          autocomplete="off"
          inputMode="email"
          value={email}
          onValue={setEmail}
          error={form.about("email")}
        />
        <TextField
          label={t("administrator.name")}
          hint={t("administrator.name.hint")}
          name="administrator-name"
          autocomplete="off"
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
        {!sendLink && (
          <NewPassword
            label={hadPassword ? t("password.new") : t("password")}
            hint={hadPassword ? t("password.keep") : t("password.hint")}
            value={password}
            onValue={setPassword}
            known={[email, name, project.name]}
            onGenerated={setGenerated}
            error={form.about("password")}
            // An account that is there and lacks only a password: that is what the person came for.
            first={!hadPassword && start.email !== ""}
          />
        )}
        {!disabled && (
          <CheckField
            label={t("link.instead")}
            hint={t("link.instead.hint")}
            name="send-link"
            value={sendLink}
            onValue={setSendLink}
          />
        )}
        {note(typed)}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
