import type { Member } from "@shared/api/index.ts";
import { formatAgo, formatMoment } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { MoreIcon } from "@shared/ui/icons.tsx";
import { Menu, type MenuItem } from "@shared/ui/menu.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { type Room, useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { once } from "./once.ts";
import style from "./team.module.css";

interface Deeds {
  onEdit: (member: Member) => void;
  onRemove: (member: Member) => void;
}

/** Everybody who can sign in, or could. */
export function Members({ members, ...deeds }: Deeds & { members: Member[] }) {
  return (
    <section class={style.section} aria-labelledby="agents">
      <h2 id="agents">{t("team.agents")}</h2>
      <ul class={style.list}>
        {members.map((one) => (
          <Line key={one.id} member={one} {...deeds} />
        ))}
      </ul>
    </section>
  );
}

function Line({ member, onEdit, onRemove }: Deeds & { member: Member }) {
  const room = useRoom();
  const { id, name, email, role, state, open, conversation_limit } = member;
  // Who comes and goes is told at once, and not asked for.
  const card = room.store.agents.value.get(id);
  const online = card?.online ?? member.online;
  const availability = card?.availability ?? member.availability;
  const me = room.store.agent.value.id === id;
  return (
    <li class={style.line} data-off={state === "disabled" ? "" : undefined}>
      <Avatar name={name} id={id} presence={online ? availability : "offline"} />
      <div class={style.who}>
        <p class={style.name}>
          <bdi>{name}</bdi>
          {me && <Badge tone="accent">{t("you")}</Badge>}
          {state === "disabled" && <Badge>{t("team.disabled")}</Badge>}
          {state === "no_seat" && <Badge tone="warning">{t("team.no_seat")}</Badge>}
        </p>
        <p class={style.quiet}>{email}</p>
      </div>
      <div class={style.facts}>
        <p>{t(`role.${role}`)}</p>
        <p class={style.quiet}>{t("team.busy", { n: open, limit: conversation_limit })}</p>
      </div>
      <p class={`${style.quiet} ${style.seen}`}>
        {online && state === "active" ? t(`availability.${availability}`) : <Seen at={member.last_seen_at} />}
      </p>
      <Menu
        size="s"
        icon={MoreIcon}
        face={null}
        label={t("team.more", { name })}
        items={deedsFor(
          room,
          member,
          () => onEdit(member),
          () => onRemove(member),
        )}
      />
    </li>
  );
}

function Seen({ at }: { at: number | null }) {
  if (at === null) return <>{t("team.never")}</>;
  return <span title={formatMoment(at)}>{t("presence.seen", { ago: formatAgo(at) })}</span>;
}

function deedsFor(room: Room, member: Member, edit: () => void, remove: () => void): MenuItem[] {
  const { id, name } = member;
  const go = { label: t("team.remove"), onChoose: remove };
  const enable = () =>
    once(`enable ${id}`, async () => {
      await room.ask.enableAgent(id);
      toast(t("team.enabled", { name }));
      await room.team.refresh();
    });
  const disable = () =>
    once(`disable ${id}`, async () => {
      await room.ask.disableAgent(id);
      toast(t("team.disabled.done", { name }), "done", { label: t("undo"), onPress: enable });
      await room.team.refresh();
    });
  const change = { label: t("team.edit"), onChoose: edit };
  if (member.state === "disabled") return [change, { label: t("team.enable"), onChoose: enable }, go];
  return [change, { label: t("team.disable"), onChoose: disable }, go];
}
