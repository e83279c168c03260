import type { Seats, Subscription } from "@shared/api/index.ts";
import { formatDate, formatMoment } from "@shared/i18n/index.ts";
import { useEffect } from "preact/hooks";
import { refreshProject } from "../project/project.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { StateBadge } from "./state.tsx";
import style from "./subscription.module.css";
import { validity } from "./validity.ts";

/** What the project may do, until when, and who sits where. `skew`: how far the server's clock is ahead of ours. */
export function SubscriptionModule({ subscription, skew }: { subscription: Subscription; skew: number }) {
  const { plan, state, valid_from, valid_until, grace_until, seats } = subscription;
  const ends = state === "grace" ? grace_until : valid_until;
  useEffect(() => {
    // Longer than a timer can count (24 days), or over: the page's own asking is enough.
    const rest = (ends ?? 0) - (Date.now() + skew);
    if (rest <= 0 || rest > 2 ** 31 - 1) return;
    const timer = setTimeout(() => refreshProject(true), rest + 50);
    return () => clearTimeout(timer);
  }, [ends, skew]);
  return (
    <Section id="subscription" title={t("subscription")} lead={t("subscription.lead")}>
      <div class={style.module}>
        <dl class={style.facts}>
          <div>
            <dt>{t("subscription.plan")}</dt>
            <dd class={style.plan}>
              {planName(plan)} <StateBadge state={state} />
            </dd>
          </div>
          <div>
            <dt>{t("subscription.validity")}</dt>
            <dd>
              {valid_until === null ? (
                t("validity.none")
              ) : (
                <>
                  <strong>{validity(state, valid_until, Date.now() + skew)}</strong>
                  <span class={style.quiet}>
                    <Day at={valid_from} /> – <Day at={valid_until} />
                  </span>
                </>
              )}
              {state === "grace" && grace_until && (
                <span class={style.quiet}>{t("subscription.grace", { day: formatMoment(grace_until) })}</span>
              )}
            </dd>
          </div>
        </dl>
        <SeatsShown seats={seats} />
      </div>
    </Section>
  );
}

/** An operator may name plans as they like; ours are translated. */
function planName(plan: string): string {
  const key = `plan.${plan}`;
  return t.has(key) ? t(key) : plan;
}

/** The day, and to the second for whoever points at it. */
function Day({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatDate(at)}
    </time>
  );
}

const KINDS = ["used", "pending", "remaining"] as const;
/** Beyond this many a strip of single seats is no longer countable and would only be stripes. */
const COUNTABLE = 40;

function SeatsShown({ seats }: { seats: Seats }) {
  const strip = KINDS.flatMap((kind) => Array<(typeof KINDS)[number]>(Math.max(0, seats[kind])).fill(kind));
  return (
    <div class={style.seats}>
      <p class={style.bought}>{t("seats.bought", { n: seats.bought })}</p>
      {strip.length <= COUNTABLE && (
        <div class={style.strip} aria-hidden="true">
          {strip.map((kind, at) => (
            <span key={`${kind}${at}`} data-kind={kind} />
          ))}
        </div>
      )}
      <ul class={style.kinds}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <span class={style.swatch} data-kind={kind} aria-hidden="true" />
            {t(`seats.${kind}`, { n: seats[kind] })}
          </li>
        ))}
      </ul>
      <p class={style.quiet}>{t("seats.hint")}</p>
    </div>
  );
}
