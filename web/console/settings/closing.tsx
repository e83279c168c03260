import type { Project } from "@shared/api/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { path } from "../places.ts";
import { Section } from "../project/section.tsx";
import { deleteProject } from "../projects/projects.ts";
import { t } from "../words.ts";
import style from "./settings.module.css";

/** The end of a project, with thirty days to change one's mind. */
export function Closing({ project }: { project: Project }) {
  const [open, setOpen] = useState(false);
  return (
    <Section id="deletion" title={t("deletion")}>
      <div class={`${style.apart} ${style.danger}`}>
        <div>
          <p class={style.hint}>{t("deletion.lead")}</p>
        </div>
        <Button look="wary" onClick={() => setOpen(true)}>
          {t("deletion.do")}
        </Button>
      </div>
      {open && <ClosingDialog project={project} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ClosingDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const form = useSubmit(
    ["name"],
    async () => {
      if (!typed.trim()) refuse("name", t("deletion.blank"));
      await deleteProject(project.id, typed);
      toast(t("deletion.done", { name: project.name }));
      navigate(path("projects"));
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("deletion.do")} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <Banner tone="warning">{t("deletion.what")}</Banner>
        <p>
          {t.pieces("deletion.type", {
            name: (
              <bdi key="name" class={style.name}>
                {project.name}
              </bdi>
            ),
          })}
        </p>
        <TextField
          label={t("project.name")}
          name="typed-name"
          autocomplete="off"
          value={typed}
          onValue={setTyped}
          error={form.about("name")}
        />
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {t("deletion.do")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
