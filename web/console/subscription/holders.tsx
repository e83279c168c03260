import type { Invitation, SeatHolder } from "@shared/api/index.ts";
import { formatDate, formatMoment } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { PeopleIcon } from "@shared/ui/icons.tsx";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import style from "./page.module.css";

interface HoldersProps {
  holders: SeatHolder[];
  invited: Invitation[];
}

/** Who sits on the seats, in the order in which they are given, and for whom others are kept. */
export function Holders({ holders, invited }: HoldersProps) {
  return (
    <Section id="holders" title={t("holders")} lead={t("holders.order")}>
      {holders.length === 0 ? (
        <Empty icon={PeopleIcon} title={t("holders.none")} />
      ) : (
        <ol class={style.holders}>
          {holders.map((one) => (
            <li key={one.id} class={style.holder}>
              <Avatar name={one.name} id={one.id} />
              <div class={style.who}>
                <p class={style.name}>{one.name}</p>
                <p class={style.quiet}>{one.email}</p>
                {one.suspended_at !== null && (
                  <p class={style.quiet}>
                    {t("holders.no_seat.since", { when: formatMoment(one.suspended_at) })}
                  </p>
                )}
              </div>
              <p class={`${style.quiet} ${style.joined}`}>
                {t(`role.${one.role}`)}
                <br />
                <span title={formatMoment(one.created_at)}>
                  {t("holders.since", { day: formatDate(one.created_at) })}
                </span>
              </p>
              <span class={style.seat}>
                {one.suspended_at === null ? (
                  <Badge tone="success">{t("holders.seat")}</Badge>
                ) : (
                  <Badge tone="warning">{t("holders.no_seat")}</Badge>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {invited.length > 0 && (
        <>
          <h3 class={style.kept}>{t("holders.invited")}</h3>
          <ul class={style.holders}>
            {invited.map((one) => (
              <li key={one.id} class={style.holder}>
                <Avatar name={one.email} id={one.id} />
                <div class={style.who}>
                  <p class={style.name}>{one.email}</p>
                  <p class={style.quiet}>
                    {t("holders.invited.by", {
                      by: one.invited_by_name,
                      when: formatMoment(one.expires_at),
                    })}
                  </p>
                </div>
                <p class={`${style.quiet} ${style.joined}`}>{t(`role.${one.role}`)}</p>
                <span class={style.seat}>
                  <Badge tone="accent">{t("holders.pending")}</Badge>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
