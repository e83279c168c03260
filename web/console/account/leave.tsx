import { Button } from "@shared/ui/button.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { SureDialog } from "@shared/ui/sure.tsx";
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
  const act = async () => {
    await ask("POST", "/account/deletion");
    toast(t("leave.done"));
    account.value = null;
    navigate(path("signIn"));
  };
  return (
    <SureDialog
      title={t("leave.ask")}
      does={t("leave.go")}
      act={act}
      otherwise={t("problem.unexpected")}
      onClose={onClose}
    >
      <p>{t("leave.sure")}</p>
    </SureDialog>
  );
}
