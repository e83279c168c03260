import { formatSpan } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { ChatIcon, SendIcon } from "@shared/ui/icons.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { now } from "../desk/clock.ts";
import { pathTo } from "../place.ts";
import { Address } from "../visitor/address.tsx";
import { called } from "../visitor/called.ts";
import { type Here, talks } from "./filtering.ts";
import style from "./visitors.module.css";
import { t } from "./words.ts";

interface Props {
  here: Here;
  onWrite: (one: Here) => void;
  onAbout: (one: Here) => void;
}

/** One visitor: who, where and for how long, and what is being talked about. */
export function Row({ here, onWrite, onAbout }: Props) {
  const { visitor, conversation, since, page_since } = here;
  const name = called(visitor);
  const software = [visitor.browser, visitor.os].filter(Boolean).join(" · ");
  const path = conversation && pathTo({ view: "all", conversation: conversation.id });
  return (
    <li class={style.row}>
      <Avatar name={name} id={visitor.id} presence="online" />
      <div class={style.who}>
        <p class={style.name}>
          <button type="button" class={style.about} aria-haspopup="dialog" onClick={() => onAbout(here)}>
            <bdi>{name}</bdi>
          </button>
          <Badge tone={here.returning ? "neutral" : "accent"}>
            {t(here.returning ? "returning" : "new")}
          </Badge>
        </p>
        {visitor.email && (
          <p class={style.quiet}>
            <bdi>{visitor.email}</bdi>
          </p>
        )}
        <p class={style.quiet}>{software}</p>
      </div>
      <div class={style.where}>
        <p class={style.place}>
          {visitor.page_url ? (
            <Address url={visitor.page_url} title={visitor.page_title} />
          ) : (
            t("page.unknown")
          )}
        </p>
        <p class={style.quiet}>
          {t("since", { span: span(since) })}
          {page_since !== null && page_since > since && <>, {t("since.page", { span: span(page_since) })}</>}
        </p>
      </div>
      <p class={style.talk} data-status={conversation?.status}>
        {conversation
          ? t(`talk.${conversation.status}`, { name: conversation.assignee?.name ?? "" })
          : t("talk.none")}
      </p>
      <div class={style.deed}>
        {path && talks(here) ? (
          <ButtonLink
            href={path}
            size="s"
            icon={ChatIcon}
            aria-label={`${t("open")}: ${name}`}
            onClick={(event) => {
              event.preventDefault();
              navigate(path);
            }}
          >
            {t("open")}
          </ButtonLink>
        ) : (
          <Button
            size="s"
            icon={SendIcon}
            aria-label={`${t("write")}: ${name}`}
            onClick={() => onWrite(here)}
          >
            {t("write")}
          </Button>
        )}
      </div>
    </li>
  );
}

function span(from: number): string {
  return formatSpan(Math.max(0, now.value - from));
}
