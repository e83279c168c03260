import { inWords } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import { managePayment } from "./paying.ts";

/** To the provider's page on which cards are changed and payments seen. */
export function ManagePayment({ projectId }: { projectId: string }) {
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    // What leads away stays busy until it has.
    await managePayment(projectId).catch((thrown) => {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
      setBusy(false);
    });
  };
  return (
    <Button busy={busy} onClick={go}>
      {t("pay.manage")}
    </Button>
  );
}
