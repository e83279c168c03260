import type { Span } from "@shared/api/index.ts";
import { Button, IconButton } from "@shared/ui/button.tsx";
import { CloseIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { t } from "../../words.ts";
import style from "./hours.module.css";
import { another, replaced } from "./typed.ts";

const MOST = 6;

/** The times of one day, or *closed*. `day` names it for who cannot see beside which line they are. */
export function Spans({
  day,
  spans,
  onSpans,
}: {
  day: string;
  spans: readonly Span[];
  onSpans: (spans: Span[]) => void;
}) {
  return (
    <div class={style.spans}>
      {spans.length === 0 && <span class={style.closed}>{t("hours.closed")}</span>}
      {spans.map((span, at) => (
        <div key={at} class={style.span}>
          <Time
            label={t("hours.opens", { day })}
            value={span.opens}
            onValue={(opens) => onSpans(replaced(spans, at, { ...span, opens }))}
          />
          <span aria-hidden="true">–</span>
          <Time
            label={t("hours.closes", { day })}
            value={span.closes}
            onValue={(closes) => onSpans(replaced(spans, at, { ...span, closes }))}
          />
          {span.closes <= span.opens && <span class={style.next}>{t("hours.next_day")}</span>}
          <IconButton
            icon={CloseIcon}
            label={t("hours.take_out", { day, opens: span.opens, closes: span.closes })}
            onClick={() => onSpans(replaced(spans, at))}
          />
        </div>
      ))}
      {spans.length < MOST && (
        <Button
          look="quiet"
          size="s"
          icon={PlusIcon}
          aria-label={t("hours.add.to", { day })}
          onClick={() => onSpans([...spans, another(spans)])}
        >
          {t("hours.add")}
        </Button>
      )}
    </div>
  );
}

function Time({ label, value, onValue }: { label: string; value: string; onValue: (value: string) => void }) {
  return (
    <input
      type="time"
      class={style.time}
      aria-label={label}
      value={value}
      required
      onInput={({ currentTarget }) => {
        if (currentTarget.value) onValue(currentTarget.value);
      }}
    />
  );
}
