import { formatDate } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { t } from "../words.ts";
import { keepAccount, signOut } from "./account.ts";
import style from "./gate.module.css";
import { Gate } from "./gate.tsx";

/** The account waits to be deleted: it can be kept, and nothing else. */
export function LeavingPage({ until }: { until: number }) {
  const keep = useSubmit(
    [],
    async () => {
      await keepAccount();
      toast(t("leaving.kept"));
    },
    t("problem.unexpected"),
  );
  const out = useSubmit([], signOut, t("problem.unexpected"));
  const problem = keep.problem ?? out.problem;
  return (
    <Gate title={t("leaving.title")} lead={t("leaving.lead", { day: formatDate(until) })}>
      <div class={style.form}>
        <Problem words={problem} />
        <Button look="primary" busy={keep.busy} onClick={() => keep.submit()}>
          {t("leaving.keep")}
        </Button>
        <Button busy={out.busy} onClick={() => out.submit()}>
          {t("sign_out")}
        </Button>
      </div>
    </Gate>
  );
}
