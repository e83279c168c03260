import type { Administrator } from "@shared/api/index.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { removeAdministrator } from "./deeds.ts";

export function RemoveDialog({ person, onClose }: { person: Administrator; onClose: () => void }) {
  const { email } = person;
  const act = async () => {
    await removeAdministrator(person.id);
    toast(t("remove.done", { email }));
    onClose();
  };
  return (
    <SureDialog
      title={t("remove.title")}
      does={t("remove.do")}
      act={act}
      otherwise={t("problem.unexpected")}
      onClose={onClose}
    >
      <p>{t("remove.lead", { email })}</p>
      <p class={style.quiet}>{t("remove.stays")}</p>
    </SureDialog>
  );
}
