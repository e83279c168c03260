import type { Administrator } from "@shared/api/index.ts";
import { formatDate } from "@shared/i18n/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { t } from "../words.ts";
import style from "./administrators.module.css";

const TO_THE_MINUTE = { dateStyle: "medium", timeStyle: "short" } as const;

/** The one moment at which the link can be copied: the server keeps only what tells the right one from others. */
export function LinkSent({ sent, onClose }: { sent: Administrator; onClose: () => void }) {
  const link = sent.password_link;
  if (!link?.link) return null;
  return (
    <Dialog title={t("link.title")} onClose={onClose} careful>
      <div class={style.form}>
        <p>{t("link.lead", { email: sent.email, when: formatDate(link.expires_at, TO_THE_MINUTE) })}</p>
        <Banner tone="warning">{t("link.once")}</Banner>
        <p class={style.link} dir="ltr">
          <code>{link.link}</code>
        </p>
        <DialogActions>
          <CopyButton text={link.link} label={t("link.copy")} done={t("link.copied")} />
          <Button look="primary" data-autofocus="" onClick={onClose}>
            {t("link.done")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
