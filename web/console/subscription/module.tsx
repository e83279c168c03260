import type { Moment, Seats, Subscription, SubscriptionState } from "@shared/api/index.ts";
import { formatDate, formatMoment } from "@shared/i18n/index.ts";
import { Link } from "@shared/ui/router.tsx";
import { path } from "../places.ts";
import { refreshProject } from "../project/project.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { Ending } from "./ending.tsx";
import { named } from "./named.ts";
import { StateBadge } from "./state.tsx";
import style from "./subscription.module.css";
import { useTurn } from "./turning.ts";
import { stopped, validity } from "./validity.ts";

interface ModuleProps {
  projectId: string;
  subscription: Subscription;
  skew: number;
}

/** What the project may do, until when, and who sits where. `skew`: how far the server's clock is ahead of ours. */
export function SubscriptionModule({ projectId, subscription, skew }: ModuleProps) {
  useTurn(subscription.turns_at, skew, () => refreshProject(true));
  const now = Date.now() + skew;
  const { scheduled } = subscription;
  return (
    <Section
      id="subscription"
      title={t("subscription")}
      lead={t("subscription.lead")}
      actions={
        <Link class={style.manage} href={path("projectSubscription", { project: projectId })}>
          {t("subscription.manage")}
        </Link>
      }
    >
      <Ending subscription={subscription} now={now} />
      <Standing subscription={subscription} now={now} />
      {scheduled && (
        <p class={style.quiet}>
          {t("scheduled.line", {
            plan: named(scheduled.plan_name),
            n: scheduled.seats,
            when: formatMoment(scheduled.at),
          })}
        </p>
      )}
    </Section>
  );
}

/** Plan, state, validity and seats. */
export function Standing({
  subscription,
  now,
  exact = false,
}: {
  subscription: Subscription;
  now: Moment;
  /** To the second. */
  exact?: boolean;
}) {
  const { plan_name, state, valid_from, valid_until, grace_until, renews, seats } = subscription;
  return (
    <div class={style.module}>
      <dl class={style.facts}>
        <div>
          <dt>{t("subscription.plan")}</dt>
          <dd class={style.plan}>
            {named(plan_name)} <StateBadge state={state} until={valid_until} now={now} />
          </dd>
        </div>
        <div>
          <dt>{t("subscription.validity")}</dt>
          <dd>
            {valid_until === null ? (
              t("validity.none")
            ) : (
              <>
                {!stopped(state, valid_until, now) && <strong>{validity(state, valid_until, now)}</strong>}
                <span class={style.quiet}>
                  {t.pieces("validity.span", {
                    from: <Day key="from" at={valid_from} exact={exact} />,
                    until: <Day key="until" at={valid_until} exact={exact} />,
                  })}
                </span>
              </>
            )}
            {state === "grace" && grace_until && (
              <span class={style.quiet}>{t("subscription.grace", { day: formatMoment(grace_until) })}</span>
            )}
            {renews && state === "active" && <span class={style.quiet}>{t("subscription.renews")}</span>}
          </dd>
        </div>
      </dl>
      <SeatsShown seats={seats} state={state} />
    </div>
  );
}

/** The day, and to the second for whoever points at it. */
function Day({ at, exact }: { at: Moment; exact: boolean }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {exact ? formatMoment(at) : formatDate(at)}
    </time>
  );
}

const KINDS = ["used", "pending", "remaining"] as const;
/** Beyond this many a strip of single seats is no longer countable and would only be stripes. */
const COUNTABLE = 40;

function SeatsShown({ seats, state }: { seats: Seats; state: SubscriptionState }) {
  const strip = KINDS.flatMap((kind) => Array<(typeof KINDS)[number]>(Math.max(0, seats[kind])).fill(kind));
  return (
    <div class={style.seats}>
      <p class={style.bought}>{t(`seats.${state}`, { n: seats.bought })}</p>
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
      {seats.suspended > 0 && <p class={style.over}>{t("seats.suspended", { n: seats.suspended })}</p>}
      <p class={style.quiet}>{t("seats.hint")}</p>
    </div>
  );
}
