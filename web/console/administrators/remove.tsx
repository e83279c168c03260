import type { Administrator } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { removeAdministrator } from "./deeds.ts";

/** What cannot be undone is asked once more, with what it does. */
export function RemoveDialog({ person, onClose }: { person: Administrator; onClose: () => void }) {
  const { email } = person;
  const form = useSubmit(
    [],
    async () => {
      await removeAdministrator(person.id);
      toast(t("remove.done", { email }));
      onClose();
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("remove.title")} onClose={onClose}>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <p>{t("remove.lead", { email })}</p>
        <p class={style.quiet}>{t("remove.stays")}</p>
        <DialogActions>
          <Button data-autofocus="" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {t("remove.do")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
