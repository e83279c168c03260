import type { Project } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { PencilIcon } from "@shared/ui/icons.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { PageHeading } from "../heading.tsx";
import { readableName } from "../projects/name.ts";
import formStyle from "../projects/projects.module.css";
import { t } from "../words.ts";
import style from "./page.module.css";
import { renameProject } from "./project.ts";

/** The project's name with Edit beside it. */
export function ProjectName({ project }: { project: Project }) {
  const [open, setOpen] = useState(false);
  return (
    <div class={style.name}>
      <PageHeading key={project.id} id="project-name">
        {project.name}
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
  const form = useSubmit(
    ["name"],
    async () => {
      const wanted = readableName(name);
      if (wanted !== present) {
        await renameProject(wanted);
        toast(t("rename.done", { name: wanted }));
      }
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("rename.title")} onClose={onClose} careful>
      <form class={formStyle.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
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
