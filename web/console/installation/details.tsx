import { inWords } from "@shared/api/index.ts";
import { formatDate, formatMoment } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { ChevronStartIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PageHeading } from "../heading.tsx";
import { path } from "../places.ts";
import { Section } from "../project/section.tsx";
import { ask } from "../server.ts";
import { account } from "../session/account.ts";
import { StateBadge } from "../subscription/state.tsx";
import { t } from "../words.ts";
import { Bills } from "./bills.tsx";
import { GrantDialog, StopDialog } from "./dialogs.tsx";
import { Found } from "./found.tsx";
import style from "./installation.module.css";
import { usePaged } from "./paged.ts";
import { planName, usePlans } from "./plans.ts";
import type { Happening, ProjectDetails } from "./types.ts";

/** One project as an operator sees it: whose it is, what it may use until when, and what became of that. */
export function FoundProject({ id }: { id: string }) {
  const [seen, setSeen] = useState<ProjectDetails | null>(null);
  const [problem, setProblem] = useState("");
  const load = () => {
    setProblem("");
    ask<ProjectDetails>("GET", `/installation/projects/${encodeURIComponent(id)}`).then(setSeen, (thrown) =>
      setProblem(inWords(thrown, t("problem.unexpected"))),
    );
  };
  useEffect(load, [id]);
  const back = (
    <Link class={style.back} href={path("installation")}>
      <ChevronStartIcon size={16} />
      {t("installation")}
    </Link>
  );
  if (problem || !account.value?.operator)
    return (
      <>
        {back}
        <Failed title={t("project.failed")} words={problem} onRetry={load} />
      </>
    );
  if (!seen || seen.project.id !== id) return <Skeleton label={t("loading")} lines={6} />;
  return (
    <>
      {back}
      <div class={style.top}>
        <PageHeading key={id}>{seen.project.name}</PageHeading>
        {seen.project.closed_at !== null && (
          <p>
            <Badge>{t("project.deleted")}</Badge>
          </p>
        )}
      </div>
      <Whose seen={seen} />
      <Subscribed seen={seen} onSeen={setSeen} />
      <Bills seen={seen} />
    </>
  );
}

function Whose({ seen }: { seen: ProjectDetails }) {
  const { project } = seen;
  return (
    <Section id="project" title={t("installation.project")}>
      <dl class={style.facts}>
        <Fact name={t("installation.owners")}>
          {project.owners.length === 0
            ? t("installation.project.nobody")
            : project.owners.map((one) => (
                <Link
                  key={one.account_id}
                  class={style.owner}
                  href={`${path("installationAccounts")}?search=${encodeURIComponent(one.email)}`}
                >
                  <span>{one.name}</span>
                  <span>{one.email}</span>
                </Link>
              ))}
        </Fact>
        <Fact name={t("installation.administrators")}>{String(seen.administrators)}</Fact>
        <Fact name={t("installation.created.at")}>{formatMoment(project.created_at)}</Fact>
        <Fact name={t("installation.id")}>
          <code>{project.id}</code>
        </Fact>
        <Fact name={t("installation.site_key")}>
          <code>{project.site_key}</code>
        </Fact>
        <Fact name={t("installation.time_zone")}>{seen.time_zone}</Fact>
      </dl>
    </Section>
  );
}

function Subscribed({ seen, onSeen }: { seen: ProjectDetails; onSeen: (newer: ProjectDetails) => void }) {
  const [asked, setAsked] = useState<"grant" | "suspend" | "resume" | null>(null);
  const plans = usePlans();
  const { subscription, id } = seen.project;
  const { seats } = subscription;
  const happened = usePaged<Happening>(`/installation/projects/${id}/history`, {
    revision: String(subscription.revision),
  });
  return (
    <Section
      id="subscription"
      title={t("subscription")}
      actions={
        <div class={style.deeds}>
          {subscription.suspended_at === null && (
            <Button size="s" onClick={() => setAsked("suspend")}>
              {t("installation.suspend")}
            </Button>
          )}
          <Button look="primary" size="s" onClick={() => setAsked("grant")}>
            {t("installation.grant")}
          </Button>
        </div>
      }
    >
      {subscription.suspended_at !== null && (
        <Banner
          tone="warning"
          actions={
            <Button size="s" onClick={() => setAsked("resume")}>
              {t("installation.resume")}
            </Button>
          }
        >
          {t("installation.suspended", {
            day: formatMoment(subscription.suspended_at),
            reason: subscription.suspended_why ?? "",
          })}
        </Banner>
      )}
      <dl class={style.facts}>
        <Fact name={t("subscription.plan")}>
          {planName(plans, subscription.plan)}{" "}
          <StateBadge state={subscription.state} until={subscription.valid_until} />
        </Fact>
        <Fact name={t("subscription.validity")}>
          {t("validity.span", {
            from: formatDate(subscription.valid_from),
            until:
              subscription.valid_until === null ? t("validity.none") : formatMoment(subscription.valid_until),
          })}
        </Fact>
        <Fact name={t("installation.seats.title")}>
          {t("installation.seats", { used: seats.used + seats.suspended, bought: seats.bought })}
        </Fact>
      </dl>
      <h3>{t("installation.history")}</h3>
      <Found
        list={happened}
        label={t("installation.history")}
        none={t("installation.history.none")}
        row={(one) => (
          <div class={style.happening}>
            <span class={style.who}>
              <span>{t(`installation.what.${one.what}`)}</span>
              <span class={style.quiet}>
                {t("installation.stood", { plan: planName(plans, one.plan), n: one.seats })}
                {one.valid_until !== null &&
                  ` · ${t("installation.until", { day: formatDate(one.valid_until) })}`}
                {one.reason && ` · ${one.reason}`}
              </span>
            </span>
            <span class={style.quiet}>{one.by_name}</span>
            <span class={style.quiet}>{formatMoment(one.at)}</span>
          </div>
        )}
      />
      {asked === "grant" && (
        <GrantDialog seen={seen} plans={plans} onClose={() => setAsked(null)} onDone={onSeen} />
      )}
      {(asked === "suspend" || asked === "resume") && (
        <StopDialog deed={asked} seen={seen} onClose={() => setAsked(null)} onDone={onSeen} />
      )}
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
