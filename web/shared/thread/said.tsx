import { formatMoment, formatTime } from "../i18n/index.ts";
import type { Echo } from "../live/outbox.ts";
import { type Said, tickOf } from "./grouping.ts";
import { asWritten, withLinks } from "./links.ts";
import style from "./thread.module.css";
import { Ticks } from "./ticks.tsx";
import type { ThreadViewProps } from "./view.tsx";
import { t } from "./words.ts";

/** One message. Name, time and ticks stand once for what one person said in one go. */
export function SaidView({ said, ...props }: ThreadViewProps & { readonly said: Said }) {
  const { author, own, note, first, last, ts } = said;
  const edited = props.reworded && said.message?.edited_at && !said.message.recalled_at;
  const tick = own && !(note && said.seq) ? tickOf(said, props.marks) : null;
  const mine = own && (!author || !props.me || author.id === props.me);
  const name = mine ? t("you") : author ? (props.called?.(author) ?? author.name) : "";
  const carried = props.carried?.(said);
  return (
    <div
      class={own ? style.own : style.other}
      data-first={first ? "" : undefined}
      data-note={note ? "" : undefined}
      data-anchor
    >
      <p class={first && !mine ? style.name : style.hidden}>{name}</p>
      {carried}
      {(said.text || !carried) && (
        <div
          class={style.bubble}
          data-last={last ? "" : undefined}
          data-waiting={own && said.seq === null ? "" : undefined}
          dir="auto"
        >
          {props.words?.(said) ?? <Text text={said.text} />}
        </div>
      )}
      {said.echo?.failed && <Failed {...props} echo={said.echo} />}
      {props.tools?.(said)}
      {(last || edited) && tick !== "failed" && (
        <p class={style.foot}>
          <time dateTime={new Date(ts).toISOString()} title={formatMoment(ts)}>
            {formatTime(ts)}
          </time>
          {tick && <Ticks tick={tick} offline={props.offline} />}
          {edited && <span>{props.reworded}</span>}
          {note && props.noted}
        </p>
      )}
    </div>
  );
}

/** Text with its addresses as links. */
export function Text({ text }: { readonly text: string }) {
  return withLinks(text).map((piece, at) =>
    typeof piece === "string" ? (
      piece
    ) : (
      <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {asWritten(piece)}
      </a>
    ),
  );
}

function Failed({ echo, onRetry, onEdit, onDelete }: ThreadViewProps & { readonly echo: Echo }) {
  if (!echo?.failed) return null;
  return (
    <div class={style.failed} role="alert">
      <span>
        {t("failed")}
        {echo.failed.message && `: ${echo.failed.message}`}
      </span>
      <button type="button" onClick={() => onRetry(echo)} children={t("failed.retry")} />
      <button type="button" onClick={() => onEdit(echo)} children={t("failed.edit")} />
      <button type="button" onClick={() => onDelete(echo)} children={t("failed.delete")} />
    </div>
  );
}
