import { type Project, Refusal } from "@shared/api/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { PencilIcon } from "@shared/ui/icons.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { PageHeading } from "../heading.tsx";
import { HelpButton } from "../help/panel.tsx";
import { readableName } from "../projects/name.ts";
import formStyle from "../projects/projects.module.css";
import { t } from "../words.ts";
import style from "./page.module.css";
import { changeProject, refreshProject } from "./project.ts";

/** The project's name with Edit beside it. */
export function ProjectName({ project }: { project: Project }) {
  const [open, setOpen] = useState(false);
  return (
    <div class={style.name}>
      <Avatar square size="l" name={project.name} id={project.id} picture={project.avatar} />
      <PageHeading key={project.id} id="project-name">
        <bdi>{project.name}</bdi>
      </PageHeading>
      <Button size="s" icon={PencilIcon} aria-describedby="project-name" onClick={() => setOpen(true)}>
        {t("edit")}
      </Button>
      {open && <RenameDialog present={project.name} onClose={() => setOpen(false)} />}
    </div>
  );
}

function RenameDialog({ present, onClose }: { present: string; onClose: () => void }) {
  const [name, setName] = useState(present);
  const [began, setBegan] = useState(present);
  const form = useSubmit(
    ["name"],
    async () => {
      const wanted = readableName(name);
      if (wanted !== began) {
        try {
          await changeProject({ name: wanted, name_was: began });
        } catch (thrown) {
          if (thrown instanceof Refusal && thrown.code === "stale") {
            // What was typed stays; whoever presses again has read what is there now.
            setBegan(String(thrown.params.now));
            void refreshProject(true);
          }
          throw thrown;
        }
        toast(t("rename.done", { name: wanted }));
      }
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("rename.title")} onClose={onClose} careful tools={<HelpButton question="rename" />}>
      <form class={formStyle.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("project.name")}
          hint={t("rename.hint")}
          name="project-name"
          autocomplete="off"
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("submit")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
