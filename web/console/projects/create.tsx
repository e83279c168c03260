import { language } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { PlusIcon } from "@shared/ui/icons.tsx";
import { useIntention } from "@shared/ui/intention.ts";
import { navigate } from "@shared/ui/router.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { path } from "../places.ts";
import { showProject } from "../project/project.ts";
import { t } from "../words.ts";
import { readableName } from "./name.ts";
import style from "./projects.module.css";
import { createProject } from "./projects.ts";

function useCreate() {
  const [name, setName] = useState("");
  const clientId = useIntention();
  const form = useSubmit(
    ["name"],
    async () => {
      const wanted = readableName(name);
      const project = await createProject(clientId(wanted), wanted, language.peek());
      showProject(project);
      navigate(path("project", { project: project.id }));
    },
    t("problem.unexpected"),
  );
  const field = (
    <>
      <Problem words={form.problem} />
      <TextField
        label={t("project.name")}
        hint={t("project.name.hint")}
        name="project-name"
        autocomplete="organization"
        value={name}
        onValue={setName}
        error={form.about("name")}
      />
    </>
  );
  return { form, field };
}

/** For an owner who has none yet: the form is the page. */
export function FirstProject() {
  const { form, field } = useCreate();
  return (
    <form class={style.first} {...form.attributes}>
      {field}
      <Button type="submit" look="primary" busy={form.busy}>
        {t("project.create")}
      </Button>
    </form>
  );
}

export function NewProject() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" icon={PlusIcon} onClick={() => setOpen(true)}>
        {t("project.new")}
      </Button>
      {open && <NewProjectDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NewProjectDialog({ onClose }: { onClose: () => void }) {
  const { form, field } = useCreate();
  return (
    <Dialog title={t("project.new")} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        {field}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("project.create")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
