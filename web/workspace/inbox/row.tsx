import { useComputed } from "@preact/signals";
import { snippet } from "@shared/files/snippet.ts";
import { formatDate, formatNumber, formatSpan, formatTime, language } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { ClockIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { memo } from "preact/compat";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import type { Author, Conversation } from "../desk/wire.ts";
import { moment } from "../moving/snooze.tsx";
import { pathTo } from "../place.ts";
import { Dots } from "../tags/chip.tsx";
import { listed, tagsOf } from "../tags/naming.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";
import style from "./row.module.css";
import { selecting, selection, toggle } from "./selection.ts";

const PATIENCE = 40_000;
const DAY = 86_400_000;

interface RowProps {
  id: string;
  offset: number;
  at: number;
  of: number;
  selected: boolean;
  /** One row of the list takes the Tab key; arrows go on from there. */
  reachable: boolean;
}

/** One conversation in the list. It reads its own signal, so a message elsewhere does not draw it again. */
export const Row = memo(function Row({ id, offset, at, of, selected, reachable }: RowProps) {
  const { store, live } = useRoom();
  const conversation = store.row(id).value?.conversation;
  const typists = useComputed(() => live.typing.value.get(id) ?? []);
  return (
    <li
      class={style.place}
      style={{ transform: `translateY(${offset}px)` }}
      aria-setsize={of}
      aria-posinset={at + 1}
    >
      {conversation && selecting.value && <Choose conversation={conversation} />}
      {conversation && (
        <Link
          href={pathTo({ conversation: id })}
          class={style.row}
          data-row={id}
          data-selecting={selecting.value || undefined}
          data-overdue={isOverdue(conversation)}
          data-unread={conversation.unread > 0}
          aria-current={selected || undefined}
          tabIndex={reachable ? 0 : -1}
          draggable={false}
        >
          <Face conversation={conversation} typists={typists.value} />
        </Link>
      )}
    </li>
  );
});

/** The row of a conversation, if it is drawn and in sight of the keyboard. */
export function rowOf(id: string): HTMLElement | null {
  return document.querySelector(`[data-row="${CSS.escape(id)}"]`);
}

/** The row that has the focus. */
export function rowInFocus(): string | null {
  return document.activeElement?.getAttribute("data-row") ?? null;
}

/** A box beside the row: with Shift all from the last one to it. */
function Choose({ conversation }: { conversation: Conversation }) {
  const { store } = useRoom();
  const { id, visitor } = conversation;
  return (
    <label class={style.choose}>
      <input
        type="checkbox"
        checked={selection.value.has(id)}
        aria-label={t("bulk.choose", { name: called(visitor) })}
        onClick={(event) => toggle(id, store.listing.peek().ids, event.shiftKey)}
      />
    </label>
  );
}

function Face({ conversation, typists }: { conversation: Conversation; typists: readonly Author[] }) {
  const { visitor, unread, mentioned, team } = conversation;
  const { store } = useRoom();
  const tags = tagsOf(team.tags, store.tags.value);
  const others = typists.filter((one) => one.kind === "visitor");
  return (
    <>
      <Avatar name={called(visitor)} id={visitor.id} presence={visitor.online ? "online" : "offline"} />
      <span class={style.words}>
        <span class={style.line}>
          <span class={style.name} dir="auto">
            {called(visitor)}
            {team.title && <span class={style.title}> · {team.title}</span>}
          </span>
          {visitor.online && <span class={style.silent}>{t("presence.online")}</span>}
          {tags.length > 0 && (
            <Dots tags={tags} label={t("row.tags", { names: listed(tags, language.value) })} />
          )}
          <When conversation={conversation} />
        </span>
        <span class={style.line}>
          {others.length > 0 ? (
            <span class={style.typing}>{t("row.typing")}</span>
          ) : (
            <span class={style.snippet} dir="auto">
              <Snippet conversation={conversation} />
            </span>
          )}
          <Owner conversation={conversation} />
          {mentioned && (
            <span class={style.mentioned} title={t("row.mentioned")}>
              <span aria-hidden="true">@</span>
              <span class={style.silent}>{t("row.mentioned")}</span>
            </span>
          )}
          {unread > 0 && (
            <span class={style.unread}>
              <span aria-hidden="true">{unread > 99 ? "99+" : formatNumber(unread)}</span>
              <span class={style.silent}>{t("row.unread", { n: unread })}</span>
            </span>
          )}
        </span>
      </span>
    </>
  );
}

function Snippet({ conversation }: { conversation: Conversation }) {
  const { store } = useRoom();
  const said = conversation.last_message;
  if (!said) return <>{t("row.nothing")}</>;
  const text = snippet(said);
  if (said.author.kind !== "agent") return <>{text}</>;
  const by = said.author.id === store.agent.value.id ? t("you") : said.author.name;
  return <>{t("row.by", { name: by, text })}</>;
}

/** Who has it, where that is somebody else: small, because one looks for one's own. */
function Owner({ conversation }: { conversation: Conversation }) {
  const { store } = useRoom();
  const owner = conversation.assignee_id;
  if (!owner || owner === store.agent.value.id) return null;
  const name = store.agents.value.get(owner)?.name ?? conversation.assignee?.name;
  if (!name) return null;
  return (
    <span class={style.owner} title={t("row.owner", { name })}>
      <Avatar name={name} id={owner} size="s" />
      <span class={style.silent}>{t("row.owner", { name })}</span>
    </span>
  );
}

/** How long somebody waits, else when somebody last wrote. */
function When({ conversation }: { conversation: Conversation }) {
  const since = waitingSince(conversation);
  if (since !== null) {
    return (
      <span class={style.waiting} title={t("row.waiting.long", { time: formatTime(since) })}>
        <ClockIcon size={14} />
        <span class={style.silent}>{t("row.waiting")}</span>
        {formatSpan(now.value - since)}
      </span>
    );
  }
  const { snoozed_until } = conversation.team;
  if (snoozed_until) {
    return (
      <span class={style.waiting} title={t("row.snoozed", { when: moment(snoozed_until) })}>
        <ClockIcon size={14} />
        <span class={style.silent}>{t("row.snoozed", { when: moment(snoozed_until) })}</span>
        <span aria-hidden="true">{soon(snoozed_until)}</span>
      </span>
    );
  }
  const at = conversation.last_message_at;
  const recent = now.value - at < DAY && new Date(at).getDate() === new Date(now.value).getDate();
  return (
    <time class={style.when} dateTime={new Date(at).toISOString()}>
      {recent ? formatTime(at) : formatDate(at, { day: "numeric", month: "short" })}
    </time>
  );
}

/** The time where it is today, else the day. */
function soon(at: number): string {
  const today = new Date(at).toDateString() === new Date(now.value).toDateString();
  return today ? formatTime(at) : formatDate(at, { day: "numeric", month: "short" });
}

function waitingSince(conversation: Conversation): number | null {
  const waits = conversation.status === "queuing" || conversation.status === "awaiting_reply";
  return waits ? conversation.waiting_since : null;
}

function isOverdue(conversation: Conversation): boolean {
  const since = waitingSince(conversation);
  return since !== null && now.value - since > PATIENCE;
}
