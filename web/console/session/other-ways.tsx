import { inWords } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { KeyIcon } from "@shared/ui/icons.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import { goToProvider, welcome } from "./account.ts";
import style from "./gate.module.css";
import { passkeysWork } from "./passkey.ts";

/** A passkey or a provider in place of the password. */
export function OtherWays({ onPasskey, purpose }: { onPasskey: () => Promise<void>; purpose?: "prove" }) {
  const [busy, setBusy] = useState("");
  const providers = welcome.value?.providers ?? [];
  const go = (which: string, act: () => Promise<void>) => async () => {
    setBusy(which);
    try {
      await act();
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    } finally {
      setBusy("");
    }
  };
  if (!passkeysWork() && providers.length === 0) return null;
  return (
    <div class={style.ways}>
      {passkeysWork() && (
        <Button icon={KeyIcon} busy={busy === "passkey"} onClick={go("passkey", onPasskey)}>
          {t("passkey.use")}
        </Button>
      )}
      {providers.map((one) => (
        <Button key={one.id} busy={busy === one.id} onClick={go(one.id, () => goToProvider(one.id, purpose))}>
          {t("provider.use", { provider: one.name })}
        </Button>
      ))}
    </div>
  );
}
