import type { DeliveryContent, Webhook } from "@shared/api/index.ts";
import { formatMoment, formatNumber } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useCallback, useEffect, useState } from "preact/hooks";
import { inWords } from "../problems.ts";
import { once } from "../team/once.ts";
import { t as said } from "../words.ts";
import { useWebhooks } from "./asking.ts";
import style from "./webhooks.module.css";
import { t } from "./words.ts";

interface Props {
  webhook: Webhook;
  id: string;
  onClose: () => void;
  onAgain: () => void;
}

/** One delivery: what is sent, what was answered, and a way to send it again. */
export function DeliveryDialog({ webhook, id, onClose, onAgain }: Props) {
  const ask = useWebhooks();
  const [found, setFound] = useState<DeliveryContent | null>(null);
  const [problem, setProblem] = useState("");
  const load = useCallback(async () => {
    setProblem("");
    try {
      setFound(await ask.delivery(webhook.id, id));
    } catch (refused) {
      setProblem(inWords(refused));
    }
  }, [ask, webhook.id, id]);
  useEffect(() => void load(), [load]);
  const again = () =>
    once(`again ${id}`, async () => {
      await ask.again(webhook.id, id);
      toast(t("again.done"));
      onAgain();
      onClose();
    });
  const event = found?.delivery.event;
  return (
    <Dialog title={event ? t(`event.${event}` as "event.test") : t("delivery")} onClose={onClose} wide>
      {problem ? (
        <Failed title={t("deliveries.failed")} words={problem} onRetry={load} />
      ) : !found ? (
        <Skeleton label={t("loading")} lines={5} />
      ) : (
        <div class={style.form}>
          <Facts found={found} />
          <Text label={t("payload")} text={found.payload === null ? "" : spread(found.payload)} />
          {found.excerpt && <Text label={t("excerpt")} text={found.excerpt} />}
          <DialogActions>
            <Button onClick={onClose}>{said("done")}</Button>
            {webhook.disabled_at === null && (
              <Button look="primary" onClick={() => void again()}>
                {t("again")}
              </Button>
            )}
          </DialogActions>
        </div>
      )}
    </Dialog>
  );
}

function Facts({ found }: { found: DeliveryContent }) {
  const { delivery, took_ms } = found;
  const { status, problem, tried_at, due_at } = delivery;
  const facts: [string, string][] = [
    [t("fact.state"), t(`delivery.${delivery.state}`)],
    [t("fact.at"), formatMoment(delivery.created_at)],
    [t("fact.answer"), status === null ? "" : String(status)],
    [t("fact.problem"), problem ? t(`problem.${problem}` as "problem.timeout") : ""],
    [t("fact.tries"), formatNumber(delivery.attempts)],
    [t("fact.tried"), tried_at === null ? "" : formatMoment(tried_at)],
    [t("fact.took"), took_ms === null ? "" : `${formatNumber(took_ms)} ms`],
    [t("fact.next"), due_at === null ? "" : formatMoment(due_at)],
    ["webhook-id", delivery.id],
  ];
  return (
    <dl class={style.about}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  if (!text) return null;
  return (
    <section class={style.section} aria-label={label}>
      <h3>{label}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre class={style.text} dir="ltr" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}

/** JSON as people read it. */
function spread(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
