import type { Administrator, Project } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useIntention } from "../intention.ts";
import { addAdministrator, modifyAdministrator } from "../project/project.ts";
import { NewPassword } from "../session/new-password.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { changes, type Typed } from "./changes.ts";
import { Handover } from "./handover.tsx";

const FIELDS = ["email", "name", "password"] as const;

interface DialogProps {
  project: Project;
  onClose: () => void;
}

/** Account and password in one dialog, saved in one go. */
export function ModifyDialog({ project, person, onClose }: DialogProps & { person: Administrator }) {
  // What was there when the dialog opened: the page refreshes itself beneath and must not change what is compared.
  const [before] = useState({ email: person.email, name: person.name, password: "" });
  return (
    <PersonDialog
      title={t("modify.title")}
      start={before}
      hadPassword={person.has_password}
      project={project}
      onClose={onClose}
      save={async (typed) => {
        const change = changes(before, typed);
        if (Object.keys(change).length > 0) {
          await modifyAdministrator(person.id, change);
        }
      }}
      saidDone={(email) => t("modify.done", { email })}
      note={(typed) => {
        const change = changes(before, typed);
        // Nobody who never could sign in can be signed out.
        if (!person.has_password || (change.email === undefined && change.password === undefined))
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
      start={{ email: "", name: "", password: "" }}
      hadPassword={false}
      project={project}
      onClose={onClose}
      save={async (typed) => {
        if (!typed.email) refuse("email", t("email.blank"));
        const person = changes({ email: "", name: "", password: "" }, typed);
        await addAdministrator(clientId(person), person);
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
  save: (typed: Typed) => Promise<void>;
  saidDone: (email: string) => string;
  note: (typed: Typed) => ComponentChildren;
}

function PersonDialog({
  title,
  start,
  hadPassword,
  project,
  onClose,
  save,
  saidDone,
  note,
}: PersonDialogProps) {
  const [email, setEmail] = useState(start.email);
  const [name, setName] = useState(start.name);
  const [password, setPassword] = useState("");
  const [generated, setGenerated] = useState("");
  const [saved, setSaved] = useState(false);
  const typed = { email: email.trim(), name: name.trim(), password };
  const form = useSubmit(
    FIELDS,
    async () => {
      if (!typed.email) refuse("email", t("email.blank"));
      await save(typed);
      // One that was made up is known to nobody yet: show it this once. One that was typed is in the person's head.
      if (password && password === generated) return setSaved(true);
      toast(saidDone(typed.email));
      onClose();
    },
    t("problem.unexpected"),
  );
  if (saved) return <Handover project={project} email={typed.email} password={password} onClose={onClose} />;

  return (
    <Dialog title={title} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
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
