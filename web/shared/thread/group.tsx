import { formatMoment, formatTime } from "../i18n/index.ts";
import { type Part, type Said, tickOf } from "./grouping.ts";
import { asWritten, withLinks } from "./links.ts";
import style from "./thread.module.css";
import { Ticks } from "./ticks.tsx";
import type { ThreadViewProps } from "./view.tsx";
import { t } from "./words.ts";

type GroupProps = ThreadViewProps & { readonly group: Extract<Part, { kind: "group" }> };

/** What one person said in one go. */
export function Group({ group, ...props }: GroupProps) {
  const { author, said } = group;
  const own = author === null || author.kind === props.side;
  const last = said.at(-1);
  if (!last) return null;
  const tick = own ? tickOf(last, props.marks) : null;
  const time = (
    <time
      dateTime={new Date(last.ts).toISOString()}
      title={formatMoment(last.ts)}
      children={formatTime(last.ts)}
    />
  );
  return (
    <section class={own ? style.own : style.other} aria-label={own ? t("you") : author.name}>
      {!own && <p class={style.name}>{author.name}</p>}
      {said.map((one) => (
        <div key={one.key} class={style.said} data-anchor>
          <div class={style.bubble} data-waiting={own && one.seq === null ? "" : undefined} dir="auto">
            <Text text={one.text} />
          </div>
          {one.echo?.failed && <Failed {...props} said={one} />}
        </div>
      ))}
      {tick !== "failed" && (
        <p class={style.foot}>
          {time}
          {tick && <Ticks tick={tick} offline={props.offline} />}
        </p>
      )}
    </section>
  );
}

function Text({ text }: { readonly text: string }) {
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

function Failed({ said, onRetry, onEdit, onDelete }: ThreadViewProps & { readonly said: Said }) {
  const { echo } = said;
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
