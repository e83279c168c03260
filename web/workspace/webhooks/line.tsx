import type { Webhook } from "@shared/api/index.ts";
import { formatAgo } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { MoreIcon } from "@shared/ui/icons.tsx";
import { Menu, type MenuItem } from "@shared/ui/menu.tsx";
import { Link } from "@shared/ui/router.tsx";
import { settingsPath } from "../place.ts";
import { nameOf } from "./events.ts";
import style from "./webhooks.module.css";
import { t } from "./words.ts";

/** One of the webhooks: what it is for, how it does, and what can be done with it. */
export function Line({ webhook, items }: { webhook: Webhook; items: MenuItem[] }) {
  const name = nameOf(webhook);
  return (
    <li class={style.line}>
      <div class={style.who}>
        <p class={style.name}>
          <Link href={`${settingsPath("webhooks")}?webhook=${webhook.id}`}>
            <bdi>{name}</bdi>
          </Link>
          <State webhook={webhook} />
        </p>
        <p class={style.quiet}>
          <bdi dir="ltr">{webhook.url}</bdi>
        </p>
      </div>
      <p class={`${style.quiet} ${style.facts}`}>
        <span>
          {webhook.events === null ? t("events.all") : t("events.some", { n: webhook.events.length })}
        </span>
        <span>
          {webhook.delivered_at === null
            ? t("never")
            : t("delivered", { ago: formatAgo(webhook.delivered_at) })}
        </span>
        {webhook.waiting > 0 && <span>{t("waiting", { n: webhook.waiting })}</span>}
      </p>
      <Menu size="s" icon={MoreIcon} face={null} label={t("more", { name })} items={items} />
    </li>
  );
}

/** Whether it is on, and whether what is sent arrives. */
export function State({ webhook }: { webhook: Webhook }) {
  if (webhook.disabled_at !== null) {
    return <Badge tone={webhook.disabled_why === "by_hand" ? "neutral" : "danger"}>{t("state.off")}</Badge>;
  }
  if (webhook.failing_since !== null) return <Badge tone="warning">{t("state.failing")}</Badge>;
  return <Badge tone="success">{t("state.on")}</Badge>;
}
