import type { Invoice } from "@shared/api/index.ts";
import { formatDate, formatMoment } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ClockIcon, DownloadIcon } from "@shared/ui/icons.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { usePaged } from "../installation/paged.ts";
import { t } from "../words.ts";
import { money } from "./amount.ts";
import style from "./billing.module.css";

interface InvoicesProps {
  list: ReturnType<typeof usePaged<Invoice>>;
  /** Where the server keeps them: "/projects/…/invoices". */
  path: string;
  /** What can be done about one of them, beside keeping its PDF. */
  deeds?: ((one: Invoice) => ComponentChildren) | undefined;
}

/** What was billed: number, day, for what, how much and whether it is paid, with each as a file to keep. */
export function Invoices({ list, path, deeds }: InvoicesProps) {
  const { items, more, problem, busy, again } = list;
  if (problem && !items) return <Failed title={t("invoices.failed")} words={problem} onRetry={again} />;
  if (!items) return <Skeleton label={t("loading")} lines={3} />;
  if (items.length === 0)
    return (
      <Empty icon={ClockIcon} title={t("invoices.none")}>
        {t("invoices.none.why")}
      </Empty>
    );
  return (
    <>
      <table class={style.table} aria-label={t("invoices")}>
        <thead>
          <tr>
            <th scope="col">{t("invoices.number")}</th>
            <th scope="col">{t("invoices.date")}</th>
            <th scope="col">{t("invoices.what")}</th>
            <th scope="col" class={style.amount}>
              {t("invoices.amount")}
            </th>
            <th scope="col">{t("invoices.state")}</th>
            <th scope="col">
              <span class={style.spoken}>{t("invoices.file")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.id} one={one} path={path} deeds={deeds} />
          ))}
        </tbody>
      </table>
      <Problem words={problem} />
      {more && (
        <div>
          <Button size="s" busy={busy} onClick={more}>
            {t("projects.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ one, path, deeds }: { one: Invoice } & Pick<InvoicesProps, "path" | "deeds">) {
  const { number, issued_at, lines, total, tax, currency } = one;
  const row = useRef<HTMLTableRowElement>(null);
  // A letter leads to one of them, which was not here yet when the page opened.
  const sought = new URLSearchParams(location.search).get("invoice") === number;
  useEffect(() => {
    if (sought) row.current?.scrollIntoView({ block: "center" });
  }, [sought]);
  return (
    <tr ref={row} aria-current={sought ? "true" : undefined}>
      <th scope="row" class={style.number}>
        {number}
      </th>
      <td class={style.date}>
        <time dateTime={new Date(issued_at).toISOString()} title={formatMoment(issued_at)}>
          {formatDate(issued_at)}
        </time>
      </td>
      <td class={style.what}>
        <bdi>{lines[0]?.what}</bdi>
        {lines.length > 1 && <span class={style.quiet}>{t("invoices.lines", { n: lines.length - 1 })}</span>}
      </td>
      <td class={style.amount}>
        {money(total, currency)}
        {tax !== 0 && <span class={style.quiet}>{t("invoices.tax", { amount: money(tax, currency) })}</span>}
      </td>
      <td class={style.state}>
        <State one={one} />
      </td>
      <td class={style.deeds}>
        {deeds?.(one)}
        <ButtonLink
          size="s"
          look="quiet"
          icon={DownloadIcon}
          href={`/api/v1/console${path}/${one.id}/pdf`}
          download={`${number}.pdf`}
        >
          PDF
          <span class={style.spoken}>{number}</span>
        </ButtonLink>
      </td>
    </tr>
  );
}

function State({ one }: { one: Invoice }) {
  if (one.credits) return <Badge tone="neutral">{t("invoices.refunded")}</Badge>;
  if (one.cancelled_at) return <Badge tone="neutral">{t("invoices.cancelled")}</Badge>;
  if (!one.paid_at) return <Badge tone="warning">{t("invoices.open")}</Badge>;
  return (
    <span class={style.paid} title={formatMoment(one.paid_at)}>
      <Badge tone="success">{t("invoices.paid")}</Badge>
      <span class={style.quiet}>{formatDate(one.paid_at)}</span>
    </span>
  );
}
