import type { OfferMade } from "@shared/api/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField, TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import type { ProjectOwners } from "./owners.ts";
import style from "./settings.module.css";

interface OfferProps {
  kind: "join" | "transfer";
  owners: ProjectOwners;
  onClose: () => void;
}

/** Whom to write to; then the link, for whoever would rather send it themselves. */
export function OfferDialog({ kind, owners, onClose }: OfferProps) {
  const [email, setEmail] = useState("");
  const [leaves, setLeaves] = useState(false);
  const [made, setMade] = useState<OfferMade | null>(null);
  const form = useSubmit(
    ["email"],
    async () => {
      if (!email.trim()) refuse("email", t("email.blank"));
      setMade(await owners.offer(email.trim(), kind, leaves));
    },
    t("problem.unexpected"),
  );
  const title = kind === "join" ? t("owner.invite") : t("transfer");
  if (made) {
    return (
      <Dialog title={title} onClose={onClose} careful>
        <div class={style.form}>
          <Banner tone="success">{t("offer.sent", { email: made.offer.email })}</Banner>
          <p>{t("offer.link")}</p>
          <div class={style.link}>
            <code dir="ltr">{made.link}</code>
            <CopyButton size="s" text={made.link} label={t("offer.copy")} done={t("offer.copied")} />
          </div>
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              {t("done")}
            </Button>
          </DialogActions>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <p class={style.hint}>{t(`offer.${kind}.words`)}</p>
        <TextField
          label={t("email")}
          type="email"
          name="offer-email"
          autocomplete="off"
          value={email}
          onValue={setEmail}
          error={form.about("email")}
        />
        {kind === "transfer" && (
          <CheckField label={t("transfer.leaves")} name="leaves" value={leaves} onValue={setLeaves} />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t(`offer.${kind}.send`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
