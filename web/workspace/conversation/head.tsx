import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge, type Tone } from "@shared/ui/badge.tsx";
import { Button, IconButton } from "@shared/ui/button.tsx";
import { CheckIcon, ChevronStartIcon, InfoIcon } from "@shared/ui/icons.tsx";
import { useRoom } from "../desk/room.ts";
import type { Conversation, Status } from "../desk/wire.ts";
import { More } from "../moving/more.tsx";
import { shortly } from "../moving/snooze.tsx";
import { go } from "../place.ts";
import { Chip } from "../tags/chip.tsx";
import { tagsOf } from "../tags/naming.ts";
import { called } from "../visitor/called.ts";
import { detailsOpen, toggleDetails } from "../visitor/pane.ts";
import { t } from "../words.ts";
import { may, perform, underWay, type Verb } from "./deeds.ts";
import style from "./head.module.css";
import { HEADING, useLateFocus } from "./heading.ts";

const TONES: Record<Status, Tone> = {
  queuing: "warning",
  awaiting_reply: "accent",
  replied: "neutral",
  pending: "neutral",
  closed: "neutral",
};

/** Who it is, where it stands, and what can be done with it. */
export function Head({ conversation }: { conversation: Conversation }) {
  const { visitor, status, team } = conversation;
  const { store } = useRoom();
  const tags = tagsOf(team.tags, store.tags.value);
  useLateFocus(conversation.id);
  return (
    <header class={style.head}>
      <span class={style.back}>
        <IconButton
          icon={ChevronStartIcon}
          label={t("back_to_list")}
          onClick={() => go({ conversation: null })}
        />
      </span>
      <Avatar name={called(visitor)} id={visitor.id} presence={visitor.online ? "online" : "offline"} />
      <div class={style.who}>
        <h2 id={HEADING} class={style.name} dir="auto" tabIndex={-1}>
          {called(visitor)}
          {team.title && <span class={style.title}> · {team.title}</span>}
        </h2>
        <p class={style.state}>
          <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
          <Blocked conversation={conversation} />
          <Owner conversation={conversation} />
          {tags.length > 0 && (
            <span class={style.tags}>
              {tags.map((tag) => (
                <Chip key={tag.id} tag={tag} />
              ))}
            </span>
          )}
        </p>
      </div>
      <div class={style.deeds}>
        <Deed verb="claim" conversation={conversation} />
        <Deed verb="close" conversation={conversation} />
        <Deed verb="reopen" conversation={conversation} />
        <More conversation={conversation} />
        <IconButton
          icon={InfoIcon}
          label={t("details")}
          aria-expanded={detailsOpen.value}
          aria-controls="details"
          onClick={toggleDetails}
        />
      </div>
    </header>
  );
}

function Blocked({ conversation }: { conversation: Conversation }) {
  const { store } = useRoom();
  const { blocked_at } = store.visitors.value.get(conversation.visitor.id) ?? {};
  return blocked_at ? <Badge tone="danger">{t("blocked")}</Badge> : null;
}

function Owner({ conversation }: { conversation: Conversation }) {
  const { store } = useRoom();
  const owner = conversation.assignee_id;
  const { group_id, snoozed_until } = conversation.team;
  if (snoozed_until)
    return <span class={style.owner}>{t("row.snoozed", { when: shortly(snoozed_until) })}</span>;
  const group = group_id && store.groups.value.get(group_id);
  if (!owner)
    return (
      <span class={style.owner}>{group ? t("owner.group", { name: group.name }) : t("owner.nobody")}</span>
    );
  const name = store.agents.value.get(owner)?.name ?? conversation.assignee?.name ?? "";
  return (
    <span class={style.owner}>
      {owner === store.agent.value.id ? t("owner.you") : t("owner.other", { name })}
    </span>
  );
}

function Deed({ verb, conversation }: { verb: Verb; conversation: Conversation }) {
  const room = useRoom();
  if (!may(verb, conversation)) return null;
  const busy = underWay.value.has(`${verb} ${conversation.id}`);
  return (
    <Button
      size="s"
      look={verb === "claim" ? "primary" : "secondary"}
      icon={verb === "close" ? CheckIcon : undefined}
      busy={busy}
      class={style.deed}
      onClick={() => void perform(room, verb, conversation.id)}
    >
      {t(verb)}
    </Button>
  );
}
