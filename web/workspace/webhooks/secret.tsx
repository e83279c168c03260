import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { t as said } from "../words.ts";
import style from "./webhooks.module.css";
import { t } from "./words.ts";

/** The one moment at which the secret can be copied. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog title={t("secret")} onClose={onClose} careful>
      <div class={style.form}>
        <Banner tone="warning">{t("secret.once")}</Banner>
        <p class={style.secret} dir="ltr">
          <code>{secret}</code>
        </p>
        <p class={style.quiet}>{t("secret.what")}</p>
        <DialogActions>
          <Button onClick={onClose}>{said("done")}</Button>
          <CopyButton
            text={secret}
            label={t("secret.copy")}
            done={t("secret.copied")}
            look="primary"
            spelled
          />
        </DialogActions>
      </div>
    </Dialog>
  );
}
