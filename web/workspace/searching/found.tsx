import { formatDate, formatMoment, formatTime, language } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Link } from "@shared/ui/router.tsx";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import type { FoundConversation as Conversation, FoundMessage as Message } from "../desk/wire.ts";
import { pathTo, search } from "../place.ts";
import { called, calledAuthor } from "../visitor/called.ts";
import { t as workspace } from "../words.ts";
import { Pieces } from "./pieces.tsx";
import { remember } from "./recent.ts";
import style from "./results.module.css";
import { t } from "./words.ts";

interface Shown<Found> {
  found: Found;
  /** The place that is open, as a name. */
  here: string;
  /** The one that takes the Tab key. */
  reachable: string | undefined;
}

const keep = () => remember(search.peek() ?? "");

/** A conversation that was found, and by what. */
export function FoundConversation({ found, here, reachable }: Shown<Conversation>) {
  const { visitor, id, team, status, last_message_at } = found.conversation;
  const me = `${id} null`;
  const by = (field: string) => found.known.find((one) => one.field === field);
  const [name, title] = [by("name"), by("title")];
  return (
    <li>
      <Link
        href={pathTo({ conversation: id, at: null })}
        class={style.found}
        data-found
        aria-current={here === me || undefined}
        tabIndex={reachable === me ? 0 : -1}
        onClick={keep}
      >
        <Avatar name={called(visitor)} id={visitor.id} size="s" />
        <span class={style.words}>
          <span class={style.line}>
            <span class={style.name} dir="auto">
              {name ? <Pieces pieces={name.pieces} /> : called(visitor)}
              {team.title && (
                <span class={style.title}> · {title ? <Pieces pieces={title.pieces} /> : team.title}</span>
              )}
            </span>
            <When at={last_message_at} />
          </span>
          <span class={style.snippet}>
            {workspace(`status.${status}`)}
            {found.known
              .filter((one) => one.field !== "name" && one.field !== "title")
              .map((one) => (
                <span key={one.field + one.pieces[0]?.text}>
                  {" · "}
                  {workspace(one.field === "tag" ? "tags" : `field.${one.field}`)}:{" "}
                  <bdi>
                    <Pieces pieces={one.pieces} />
                  </bdi>
                </span>
              ))}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** A message that was found; it opens where it stands. */
export function FoundMessage({ found, here, reachable }: Shown<Message>) {
  const { store } = useRoom();
  const { conversation_id, pos, visitor, author, title, kind } = found;
  const me = `${conversation_id} ${pos}`;
  const by = author.id === store.agent.value.id ? workspace("you") : calledAuthor(author);
  return (
    <li>
      <Link
        href={pathTo({ conversation: conversation_id, at: pos })}
        class={style.found}
        data-found
        data-note={kind === "note" || undefined}
        aria-current={here === me || undefined}
        tabIndex={reachable === me ? 0 : -1}
        onClick={keep}
      >
        <span class={style.words}>
          <span class={style.line}>
            <span class={style.name} dir="auto">
              {called(visitor)}
              {title && <span class={style.title}> · {title}</span>}
            </span>
            <When at={found.ts} />
          </span>
          <span class={style.snippet}>
            {author.kind !== "visitor" && (
              <span class={style.by}>{t(kind === "note" ? "search.note" : "search.by", { name: by })} </span>
            )}
            <bdi>
              <Pieces pieces={found.pieces} />
            </bdi>
          </span>
        </span>
      </Link>
    </li>
  );
}

function When({ at }: { at: number }) {
  const [then, today] = [new Date(at), new Date(now.value)];
  const said =
    then.toDateString() === today.toDateString()
      ? formatTime(at)
      : formatDate(
          at,
          then.getFullYear() === today.getFullYear()
            ? { day: "numeric", month: "short" }
            : { year: "numeric", month: "short", day: "numeric" },
        );
  return (
    <time class={style.when} dateTime={then.toISOString()} title={formatMoment(at)} lang={language.value}>
      {said}
    </time>
  );
}
