import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatDay } from "../i18n/index.ts";
import type { Author, Message } from "../live/frames.ts";
import type { Echo } from "../live/outbox.ts";
import { grouped, type Said } from "./grouping.ts";
import { SaidView } from "./said.tsx";
import { useAnchoredScroll } from "./scroll.ts";
import { systemLine } from "./system.ts";
import style from "./thread.module.css";
import type { Thread } from "./thread.ts";
import { t } from "./words.ts";

export interface ThreadViewProps {
  readonly thread: Thread;
  /** Own words on their way, of this conversation only. */
  readonly echoes: readonly Echo[];
  /** Which side one sits on: its words stand at the end of the line and carry ticks. */
  readonly side: "visitor" | "agent";
  /** Which of one's side one is: colleagues' words stand on the same side, under their names. */
  readonly me?: string;
  /** What somebody is called, where that is not simply their name. */
  readonly called?: (author: Author) => string;
  /** How a message's words are drawn, where that is not as plain text. */
  readonly words?: (said: Said) => ComponentChildren;
  /** What a message carries besides its words. */
  readonly carried?: (said: Said) => ComponentChildren;
  /** What can be done with a message, beside it. */
  readonly tools?: (said: Said) => ComponentChildren;
  /** What stands below a note. */
  readonly noted?: string;
  /** What a system line tells besides what it tells everybody. */
  readonly tell?: (message: Message, called: (author: Author) => string) => string | null;
  /** What stands below a message that was reworded. */
  readonly reworded?: string;
  /** The other side's marks. */
  readonly marks: { readonly delivered: number; readonly read: number };
  readonly typing: readonly Author[];
  /** The conversation is before somebody's eyes; then what reaches the end of the view is read. */
  readonly watched: boolean;
  /** Words wait because there is no connection. */
  readonly offline: boolean;
  onRead(seq: number): void;
  onRetry(echo: Echo): void;
  onEdit(echo: Echo): void;
  onDelete(echo: Echo): void;
}

/** A conversation from its newest end. Give it a `key` per conversation. */
export function ThreadView(props: ThreadViewProps) {
  const { thread, echoes, side, typing, watched, onRead } = props;
  const { messages, hasEarlier } = thread;
  const list = useRef<HTMLDivElement>(null);
  const loadEarlier = useCallback(() => void thread.loadEarlier(), [thread]);
  const { atEnd, toEnd } = useAnchoredScroll(list, loadEarlier);
  const parts = useMemo(
    // What was taken back is gone for the visitor; the team sees that there was something.
    () =>
      grouped(
        side === "agent" ? messages : messages.filter((one) => !one.recalled_at),
        echoes,
        (author) => author.kind === side,
        props.me,
      ),
    [messages, echoes, side, props.me],
  );
  const last = messages.at(-1)?.seq ?? 0;

  const { called = nameOf } = props;
  const me = (author: Author) => author.kind === side && (!props.me || author.id === props.me);

  // What came while one was reading further up.
  const [seenTo, setSeenTo] = useState(last);
  const fresh = messages.filter(
    ({ seq, author }) => seq > seenTo && author.kind !== side && author.kind !== "system",
  ).length;
  useEffect(() => {
    if (!atEnd) return;
    setSeenTo(last);
    if (watched && last > 0) onRead(last);
    thread.trim();
  }, [atEnd, watched, last, onRead, thread]);

  // One's own new word is what one wants to see.
  const newest = echoes.at(-1)?.client_id;
  useEffect(() => {
    if (newest) toEnd();
  }, [newest, toEnd]);

  return (
    <div class={style.thread}>
      {/* A scrolled box must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div class={style.list} ref={list} role="log" aria-live="off" aria-label={t("messages")} tabIndex={0}>
        <div class={style.parts}>
          {hasEarlier && (
            <p class={style.line}>
              <button type="button" class={style.earlier} onClick={loadEarlier}>
                {thread.loadingEarlier.value ? t("earlier") : t("earlier.show")}
              </button>
            </p>
          )}
          {parts.map((part) => {
            if (part.kind === "said") return <SaidView key={part.key} {...props} said={part} />;
            const words =
              part.kind === "day"
                ? formatDay(part.ts)
                : (props.tell?.(part.message, called) ?? systemLine(part.message, me, called));
            // What is the other side's affair alone is no line.
            return (
              words && (
                <p key={part.key} class={part.kind === "day" ? style.day : style.line} data-anchor>
                  {words}
                </p>
              )
            );
          })}
          {typing.length > 0 && (
            <p class={style.typing}>
              <span class={style.dots} aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              {typing.length === 1
                ? t("typing", { name: typing[0] ? called(typing[0]) : "" })
                : t("typing.several")}
            </p>
          )}
        </div>
      </div>
      {!atEnd && (
        <button type="button" class={style.pill} onClick={toEnd} aria-label={fresh ? undefined : t("to_end")}>
          {fresh > 0 && t("new", { n: fresh })}
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M7 2v9M3 7.5 7 11.5l4-4" fill="none" stroke="currentColor" stroke-width="1.6" />
          </svg>
        </button>
      )}
      <Announcer thread={thread} side={side} called={called} />
    </div>
  );
}

function nameOf(author: Author): string {
  return author.name;
}

/** Reads out what the other side says, and only that, without taking the focus. */
function Announcer({
  thread,
  side,
  called,
}: Pick<ThreadViewProps, "thread" | "side"> & { called: (author: Author) => string }) {
  const { messages } = thread;
  const ready = thread.state.value === "ready";
  const from = useRef<number | null>(null);
  const newest = messages.at(-1);
  // What was there when one came in is read by whoever reads the thread.
  if (ready) from.current ??= newest?.seq ?? 0;
  const fresh = ready && newest && newest.seq > (from.current ?? 0) && newest.author.kind !== side;
  const text =
    !fresh || newest.recalled_at
      ? ""
      : newest.kind === "system"
        ? systemLine(newest, () => false, called)
        : `${called(newest.author)}: ${newest.text}`;
  return (
    <p class={style.hidden} aria-live="polite">
      {text}
    </p>
  );
}
