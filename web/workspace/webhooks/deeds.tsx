import type { Webhook } from "@shared/api/index.ts";
import type { MenuItem } from "@shared/ui/menu.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { settingsPath } from "../place.ts";
import { once } from "../team/once.ts";
import { t as said } from "../words.ts";
import { useWebhooks } from "./asking.ts";
import { nameOf } from "./events.ts";
import { WebhookDialog } from "./form.tsx";
import { SecretDialog } from "./secret.tsx";
import { t } from "./words.ts";

type Asked =
  | { what: "edit" | "renew" | "delete"; webhook: Webhook }
  | { what: "secret"; secret: string }
  | null;

/** Everything that can be done with a webhook: as a menu's choices, one by one, and with the dialog that they open. */
export function useDeeds(onChanged: () => Promise<void>) {
  const ask = useWebhooks();
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);

  const test = (webhook: Webhook) =>
    once(`test ${webhook.id}`, async () => {
      await ask.test(webhook.id);
      toast(t("tested"));
      navigate(`${settingsPath("webhooks")}?webhook=${webhook.id}`);
      await onChanged();
    });
  const turn = (webhook: Webhook, enabled: boolean) =>
    once(`turn ${webhook.id}`, async () => {
      await ask.change(webhook.id, { enabled });
      toast(t(enabled ? "turned.on" : "turned.off"));
      await onChanged();
    });

  const items = (webhook: Webhook): MenuItem[] => {
    const on = webhook.disabled_at === null;
    return [
      { label: t("edit"), onChoose: () => setAsked({ what: "edit", webhook }) },
      { label: t("test"), disabled: !on, onChoose: () => void test(webhook) },
      { label: t("renew"), onChoose: () => setAsked({ what: "renew", webhook }) },
      { label: t(on ? "turn.off" : "turn.on"), onChoose: () => void turn(webhook, !on) },
      { label: t("delete"), onChoose: () => setAsked({ what: "delete", webhook }) },
    ];
  };

  const renew = async (webhook: Webhook) => {
    const { secret } = await ask.renewSecret(webhook.id);
    setAsked(secret ? { what: "secret", secret } : null);
    await onChanged();
  };
  const remove = async (webhook: Webhook) => {
    await ask.remove(webhook.id);
    close();
    toast(t("deleted"));
    navigate(settingsPath("webhooks"), { replace: true });
    await onChanged();
  };

  const dialog = asked && (
    <>
      {asked.what === "edit" && (
        <WebhookDialog webhook={asked.webhook} onClose={close} onChanged={onChanged} />
      )}
      {asked.what === "secret" && <SecretDialog secret={asked.secret} onClose={close} />}
      {asked.what === "renew" && (
        <SureDialog
          title={t("renew.title", { name: nameOf(asked.webhook) })}
          does={t("renew.do")}
          act={() => renew(asked.webhook)}
          otherwise={said("problem.unknown")}
          onClose={close}
        >
          <p>{t("renew.sure")}</p>
        </SureDialog>
      )}
      {asked.what === "delete" && (
        <SureDialog
          title={t("delete.title", { name: nameOf(asked.webhook) })}
          does={t("delete.do")}
          act={() => remove(asked.webhook)}
          otherwise={said("problem.unknown")}
          onClose={close}
        >
          <p>{t("delete.sure")}</p>
        </SureDialog>
      )}
    </>
  );
  return { items, test, turn, dialog };
}

export type Deeds = ReturnType<typeof useDeeds>;
