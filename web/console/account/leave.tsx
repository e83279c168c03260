import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { path } from "../places.ts";
import { Section } from "../project/section.tsx";
import { ask } from "../server.ts";
import { account } from "../session/account.ts";
import { t } from "../words.ts";
import style from "./account.module.css";

export function Leave() {
  const [open, setOpen] = useState(false);
  return (
    <Section id="leave" title={t("leave")} lead={t("leave.lead")}>
      <div class={style.row}>
        <Button look="wary" onClick={() => setOpen(true)}>
          {t("leave.ask")}
        </Button>
      </div>
      {open && <LeaveDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const form = useSubmit(
    [],
    async () => {
      await ask("POST", "/account/deletion");
      toast(t("leave.done"));
      account.value = null;
      navigate(path("signIn"));
    },
    t("problem.unexpected"),
  );
  return (
    <Dialog title={t("leave.ask")} onClose={onClose}>
      <form class={style.dialog} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <p>{t("leave.sure")}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {t("leave.go")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
