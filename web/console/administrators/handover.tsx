import type { Project } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";

interface HandoverProps {
  project: Project;
  email: string;
  password: string;
  onClose: () => void;
}

/** The one moment at which a generated password can be seen: afterwards not even the server knows it. */
export function Handover({ project, email, password, onClose }: HandoverProps) {
  const note = t("handover.note", { project: project.name, address: project.workspace_url, email, password });
  return (
    <Dialog title={t("handover.title")} onClose={onClose} careful>
      <div class={style.form}>
        <Banner tone="warning">{t("handover.once")}</Banner>
        <dl class={style.saved}>
          <dt>{t("handover.address")}</dt>
          <dd dir="ltr">{project.workspace_url}</dd>
          <dt>{t("administrator.account")}</dt>
          <dd>{email}</dd>
          <dt>{t("password")}</dt>
          <dd>
            <code dir="ltr">{password}</code>
          </dd>
        </dl>
        <DialogActions>
          <CopyButton text={note} label={t("handover.copy")} done={t("handover.copied")} />
          <Button look="primary" data-autofocus="" onClick={onClose}>
            {t("handover.done")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
