import type { Delivery, DeliveryState, Webhook } from "@shared/api/index.ts";
import { formatAgo, formatMoment } from "@shared/i18n/index.ts";
import { Badge, type Tone } from "@shared/ui/badge.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { SelectField } from "@shared/ui/field.tsx";
import { MoreIcon, SendIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { Link } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useState } from "preact/hooks";
import { settingsPath } from "../place.ts";
import type { Deeds } from "./deeds.tsx";
import { DeliveryDialog } from "./delivery.tsx";
import { nameOf } from "./events.ts";
import { HookIcon } from "./icon.tsx";
import { State } from "./line.tsx";
import { useDeliveries } from "./sent.ts";
import style from "./webhooks.module.css";
import { t } from "./words.ts";

const TONES: Record<DeliveryState, Tone> = {
  waiting: "neutral",
  sending: "accent",
  retrying: "warning",
  delivered: "success",
  failed: "danger",
};
const STATES = Object.keys(TONES) as DeliveryState[];

interface Props {
  webhook: Webhook;
  deeds: Deeds;
  onChanged: () => Promise<void>;
}

/** One webhook: how it does, and what was sent to it. */
export function Deliveries({ webhook, deeds, onChanged }: Props) {
  const [progress, setProgress] = useState<DeliveryState | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const list = useDeliveries(webhook, progress, onChanged);
  const name = nameOf(webhook);
  return (
    <section class={style.section} aria-labelledby="webhook">
      <p>
        <Link href={settingsPath("webhooks")}>{t("back")}</Link>
      </p>
      <div class={style.top}>
        <div class={style.who}>
          <h2 id="webhook" class={style.name}>
            <bdi>{name}</bdi>
            <State webhook={webhook} />
          </h2>
          <p class={style.quiet}>
            <bdi dir="ltr">{webhook.url}</bdi>
          </p>
        </div>
        <div class={style.buttons}>
          {webhook.disabled_at === null && (
            <Button icon={SendIcon} onClick={() => void deeds.test(webhook).then(list.again)}>
              {t("test")}
            </Button>
          )}
          <Menu icon={MoreIcon} face={null} label={t("more", { name })} items={deeds.items(webhook)} />
        </div>
      </div>
      <How webhook={webhook} deeds={deeds} />
      <div class={style.filter}>
        <SelectField
          label={t("deliveries")}
          name="progress"
          value={progress ?? ""}
          onValue={(value) => setProgress((value || null) as DeliveryState | null)}
          options={[
            { value: "", label: t("deliveries.all") },
            ...STATES.map((state) => ({ value: state, label: t(`delivery.${state}`) })),
          ]}
        />
      </div>
      {list.problem ? (
        <Failed title={t("deliveries.failed")} words={list.problem} onRetry={list.again} />
      ) : !list.items ? (
        <Skeleton label={t("loading")} lines={5} />
      ) : list.items.length === 0 ? (
        <Empty icon={HookIcon} title={t("deliveries.none")}>
          {t("deliveries.none.why")}
        </Empty>
      ) : (
        <ul class={style.list}>
          {list.items.map((one) => (
            <li key={one.id}>
              <Row delivery={one} onOpen={() => setOpen(one.id)} />
            </li>
          ))}
        </ul>
      )}
      {list.more && (
        <Button busy={list.busy} onClick={list.more}>
          {t("deliveries.more")}
        </Button>
      )}
      {open && (
        <DeliveryDialog webhook={webhook} id={open} onClose={() => setOpen(null)} onAgain={list.again} />
      )}
    </section>
  );
}

/** What an administrator should know of it: why nothing is sent, or that nothing is taken. */
function How({ webhook, deeds }: { webhook: Webhook; deeds: Deeds }) {
  if (webhook.disabled_at !== null) {
    const why = webhook.disabled_why ?? "by_hand";
    return (
      <Banner
        tone={why === "by_hand" ? "info" : "warning"}
        actions={<Button onClick={() => void deeds.turn(webhook, true)}>{t("turn.on")}</Button>}
      >
        {t(`off.${why}`)}
      </Banner>
    );
  }
  if (webhook.failing_since !== null) {
    return <Banner tone="warning">{t("failing", { when: formatMoment(webhook.failing_since) })}</Banner>;
  }
  if (webhook.both_until !== null) {
    return <Banner>{t("both", { when: formatMoment(webhook.both_until) })}</Banner>;
  }
  return null;
}

function Row({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }) {
  return (
    <button type="button" class={style.row} onClick={onOpen}>
      <span class={style.event}>
        {t(`event.${delivery.event}` as "event.test")}
        <Said delivery={delivery} />
      </span>
      <Badge tone={TONES[delivery.state]}>{t(`delivery.${delivery.state}`)}</Badge>
      <span class={style.quiet} title={formatMoment(delivery.created_at)}>
        {formatAgo(delivery.created_at)}
      </span>
    </button>
  );
}

/** What came of the last try, where that is worth a word. */
function Said({ delivery }: { delivery: Delivery }) {
  const { state, status, problem, attempts } = delivery;
  if (attempts === 0 || (state === "delivered" && attempts === 1)) return null;
  const words = [
    state !== "delivered" && problem ? t(`problem.${problem}` as "problem.timeout") : "",
    state !== "delivered" && status !== null ? t("answered", { status: String(status) }) : "",
    t("tries", { n: attempts }),
  ];
  return <span class={style.quiet}>{words.filter(Boolean).join(" · ")}</span>;
}
