import { inWords, type SessionCard } from "@shared/api/index.ts";
import { formatAgo, formatMoment } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { loaded } from "../loaded.ts";
import { Section } from "../project/section.tsx";
import { ask } from "../server.ts";
import { t } from "../words.ts";
import style from "./account.module.css";

const sessions = loaded<{ items: SessionCard[] }>(
  () => ask("GET", "/account/sessions"),
  () => t("problem.unexpected"),
);

/** Where one is signed in; each place can be signed out from here. */
export function Sessions() {
  useEffect(() => void sessions.refresh(), []);
  const [busy, setBusy] = useState("");
  const items = sessions.value.value?.items;
  if (sessions.problem.value)
    return (
      <Failed
        title={t("sessions.failed")}
        words={sessions.problem.value}
        onRetry={() => sessions.refresh()}
      />
    );
  if (!items) return <Skeleton label={t("loading")} lines={4} />;
  const end = (which: string, said: string) => async () => {
    setBusy(which || "all");
    try {
      await ask("DELETE", `/account/sessions${which && `/${which}`}`);
      toast(said);
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    }
    await sessions.refresh(true);
    setBusy("");
  };
  return (
    <Section
      id="sessions"
      title={t("sessions")}
      lead={t("sessions.lead")}
      actions={
        items.length > 1 && (
          <Button size="s" busy={busy === "all"} onClick={end("", t("sessions.ended"))}>
            {t("sessions.end_others")}
          </Button>
        )
      }
    >
      <ul class={style.list} aria-label={t("sessions")}>
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <p class={style.name} id={`session-${one.id}`}>
                {[one.browser, one.system].filter(Boolean).join(" · ") || t("sessions.unknown")}
                {one.this && <Badge tone="accent">{t("sessions.this")}</Badge>}
              </p>
              <p class={style.quiet} title={formatMoment(one.last_used_at)}>
                {t("sessions.used", { ip: one.ip, when: formatAgo(one.last_used_at) })}
              </p>
            </div>
            {!one.this && (
              <Button
                size="s"
                aria-describedby={`session-${one.id}`}
                busy={busy === one.id}
                onClick={end(one.id, t("session.ended"))}
              >
                {t("sign_out")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
