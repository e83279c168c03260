import type { SubscriptionHappening } from "@shared/api/index.ts";
import { inWords } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { named } from "./named.ts";
import style from "./page.module.css";
import { more, past } from "./subscription.ts";

/** What changed when, by whom and why. */
export function History() {
  const [busy, setBusy] = useState(false);
  const known = past.value.value;
  const further = async () => {
    setBusy(true);
    await more().catch((thrown) => toast(inWords(thrown, t("problem.unexpected")), "problem"));
    setBusy(false);
  };
  return (
    <Section id="history" title={t("history")}>
      {past.problem.value && !known ? (
        <p role="alert">{past.problem.value}</p>
      ) : !known ? (
        <Skeleton label={t("loading")} lines={3} />
      ) : (
        <>
          <ol class={style.history}>
            {known.items.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </ol>
          {known.next && (
            <Button size="s" busy={busy} onClick={further}>
              {t("projects.more")}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}

function Line({ one }: { one: SubscriptionHappening }) {
  const { by_kind, by_name, reason, valid_until } = one;
  return (
    <li class={style.line}>
      <time class={style.quiet} dateTime={new Date(one.at).toISOString()}>
        {formatMoment(one.at)}
      </time>
      <div>
        <p>{t(`happened.${one.what}`, { plan: named(one.plan_name), n: one.seats })}</p>
        <p class={style.quiet}>
          {[
            by_kind !== "system" && by_name && t("happened.by", { by: by_name }),
            one.what === "granted" && valid_until && t("happened.until", { when: formatMoment(valid_until) }),
            reason && t("happened.why", { why: reason }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </li>
  );
}
