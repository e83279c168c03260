import { formatAgo, formatDate, formatMoment, LANGUAGE_NAMES, language } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { IconButton } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { CloseIcon, PencilIcon } from "@shared/ui/icons.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import type { AssignedWhy, Conversation, Visitor } from "../desk/wire.ts";
import { t } from "../words.ts";
import { Address } from "./address.tsx";
import { called, calledAuthor } from "./called.ts";
import { Sorted } from "./conversation.tsx";
import style from "./details.module.css";
import { VisitorDialog } from "./edit.tsx";
import { toggleDetails } from "./pane.ts";
import { Past } from "./past.tsx";
import type { Fetched } from "./use-details.ts";

/** What is known about the visitor and the conversation, live. */
export function Details({ id, fetched: { problem, again } }: { id: string; fetched: Fetched }) {
  const { store } = useRoom();
  const known = store.row(id).value;
  const visitor = known && store.visitors.value.get(known.conversation.visitor.id);
  return (
    <aside id="details" class={style.pane} aria-label={t("details")}>
      <header class={style.head}>
        <h2 class={style.title}>{t("details")}</h2>
        <IconButton icon={CloseIcon} label={t("details.hide")} onClick={toggleDetails} />
      </header>
      <div class={style.body}>
        {problem && !visitor && <Failed title={t("details.failed")} words={problem} onRetry={again} />}
        {!problem && !visitor && <Skeleton lines={8} label={t("details.loading")} />}
        {known && visitor && (
          <>
            <About visitor={visitor} />
            <Visit visitor={visitor} />
            <Section title={t("details.conversation")}>
              <Sorted conversation={known.conversation} />
              <Why why={known.why ?? null} conversation={known.conversation} />
              <Moment name={t("field.started")} at={known.conversation.created_at} />
              <Moment name={t("field.received")} at={known.conversation.received_at} />
              <Moment name={t("field.closed")} at={known.conversation.closed_at} />
              <Line name={t("field.id")}>
                <bdi class={style.id}>{id}</bdi>
              </Line>
            </Section>
            <Past visitor={visitor} present={id} />
          </>
        )}
      </div>
    </aside>
  );
}

/** Where they are, and with what. */
export function Visit({ visitor }: { visitor: Visitor }) {
  return (
    <Section title={t("details.now")}>
      <Page visitor={visitor} />
      <Line name={t("field.browser")}>{visitor.browser}</Line>
      <Line name={t("field.os")}>{visitor.os}</Line>
      <Line name={t("field.device")}>{visitor.device}</Line>
      <Line name={t("field.ip")}>{visitor.ip && <bdi class={style.mono}>{visitor.ip}</bdi>}</Line>
      <Line name={t("field.language")}>{languageName(visitor.language)}</Line>
      <Line name={t("field.time_zone")}>{zone(visitor.time_zone)}</Line>
    </Section>
  );
}

/** Who they are, and the way to change what is known. */
export function About({ visitor }: { visitor: Visitor }) {
  const [editing, setEditing] = useState(false);
  return (
    <section class={style.about}>
      <Avatar
        name={called(visitor)}
        id={visitor.id}
        size="l"
        presence={visitor.online ? "online" : "offline"}
      />
      <div>
        <p class={style.name} dir="auto">
          {called(visitor)}
        </p>
        <p class={style.seen}>
          {visitor.online
            ? t("presence.online")
            : t("presence.seen", { ago: formatAgo(visitor.last_seen_at, now.value) })}
        </p>
      </div>
      <dl class={style.lines}>
        <Line name={t("field.email")}>
          {visitor.email && (
            <>
              <a href={`mailto:${visitor.email}`}>{visitor.email}</a>
              <span class={style.claim}>{t("details.unverified")}</span>
            </>
          )}
        </Line>
        <Line name={t("field.phone")}>{visitor.phone && <bdi>{visitor.phone}</bdi>}</Line>
        <Line name={t("field.remark")}>{visitor.remark}</Line>
        <Line name={t("field.customer_id")}>{visitor.customer_id && <bdi>{visitor.customer_id}</bdi>}</Line>
      </dl>
      <IconButton icon={PencilIcon} size="s" label={t("visitor.edit")} onClick={() => setEditing(true)} />
      {editing && <VisitorDialog visitor={visitor} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class={style.section} open>
      <summary>{title}</summary>
      <dl class={style.lines}>{children}</dl>
    </details>
  );
}

/** A line is there only when there is something to say. */
function Line({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div class={style.line}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Moment({ name, at }: { name: string; at: number | null }) {
  if (at === null) return null;
  return (
    <Line name={name}>
      <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
        {formatDate(at, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", ...year(at) })}
      </time>
    </Line>
  );
}

/** Told only where it is not the present one. */
function year(at: number): { year?: "numeric" } {
  return new Date(at).getFullYear() === new Date(now.value).getFullYear() ? {} : { year: "numeric" };
}

function Page({ visitor }: { visitor: Visitor }) {
  const { page_url, page_title, referrer } = visitor;
  return (
    <>
      <Line name={t("field.page")}>{page_url && <Address url={page_url} title={page_title} />}</Line>
      <Line name={t("field.referrer")}>{referrer && <Address url={referrer} title={null} />}</Line>
    </>
  );
}

function Why({ why, conversation }: { why: AssignedWhy | null; conversation: Conversation }) {
  const { store } = useRoom();
  const owner = conversation.assignee_id;
  const name = owner ? (store.agents.value.get(owner)?.name ?? conversation.assignee?.name ?? "") : "";
  return (
    <>
      <Line name={t("field.assignee")}>{owner ? name : t("owner.nobody")}</Line>
      {owner && why && <Line name={t("field.why")}>{reasonOf(why, name)}</Line>}
    </>
  );
}

/** Why they have it, with what routing knew when it chose them, where that was kept. */
function reasonOf(why: AssignedWhy, agent: string): string {
  const { reason, load, limit, minutes } = why;
  const told = load !== null && limit !== null && reason !== "last_agent" ? "_of" : "";
  const known = [`reason.${reason}${told}`, `reason.${reason}`].find((key) => t.has(key));
  if (!known || !t.has(known)) return reason;
  return t(known, { name: calledAuthor(why.by), agent, load: load ?? 0, limit: limit ?? 0, n: minutes ?? 0 });
}

function languageName(tag: string): string {
  if (!tag) return "";
  if (tag in LANGUAGE_NAMES && tag === language.value) return LANGUAGE_NAMES[language.value];
  try {
    return new Intl.DisplayNames(language.value, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag; // whatever a browser sent
  }
}

/** The zone and what time it is there: whether it is night for the visitor matters more than the name. */
function zone(name: string | null): string {
  if (!name) return "";
  try {
    const time = new Intl.DateTimeFormat(language.value, {
      timeZone: name,
      hour: "numeric",
      minute: "2-digit",
    });
    return t("zone", { time: time.format(now.value), zone: name.replaceAll("_", " ") });
  } catch {
    return name;
  }
}
