import { type Account, inWords } from "@shared/api/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import { welcome } from "./account.ts";
import style from "./gate.module.css";

/** Where mail arrives at all: a quiet word that the address has not been confirmed, and the link once more. */
export function Unconfirmed({ person }: { person: Account }) {
  const [busy, setBusy] = useState(false);
  if (person.email_confirmed || !welcome.value?.mail) return null;
  const resend = async () => {
    setBusy(true);
    try {
      await ask("POST", "/account/email/confirmation", { repeatable: true });
      toast(t("confirm.sent", { email: person.email }));
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class={style.above}>
      <Banner
        actions={
          <Button size="s" busy={busy} onClick={resend}>
            {t("confirm.resend")}
          </Button>
        }
      >
        {t("confirm.please", { email: person.email })}
      </Banner>
    </div>
  );
}
