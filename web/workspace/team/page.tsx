import type { Group, Member } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { PlusIcon } from "@shared/ui/icons.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { FullPage } from "../layout/full-page.tsx";
import { t } from "../words.ts";
import { Colleagues } from "./colleagues.tsx";
import { GroupDialog, RemoveGroupDialog } from "./group-dialogs.tsx";
import { Groups } from "./groups.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite.tsx";
import { EditDialog, RemoveDialog } from "./member-dialogs.tsx";
import { Members } from "./members.tsx";
import { Roles } from "./roles.tsx";
import style from "./team.module.css";

/** Who answers here. Administrators look after it; whoever only answers sees who else does. */
export function TeamPage() {
  const { store } = useRoom();
  const administrator = store.agent.value.role === "administrator";
  return <FullPage>{administrator ? <Managed /> : <Colleagues />}</FullPage>;
}

type Asked =
  | { what: "invite" }
  | { what: "edit" | "remove"; member: Member }
  | { what: "group" | "remove_group"; group: Group | null };

function Managed() {
  const { team } = useRoom();
  useEffect(team.watch, [team]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const done = () => setAsked(null);
  const shown = team.shown.value;
  if (!shown) {
    return team.problem.value ? (
      <Failed title={t("team.failed")} words={team.problem.value} onRetry={() => void team.refresh()} />
    ) : (
      <Skeleton label={t("team.loading")} lines={5} />
    );
  }
  const { seats, roles } = shown.team;
  return (
    <>
      <header class={style.head}>
        <div>
          <h1>{t("team")}</h1>
          <p class={style.quiet}>
            {t("team.seats", {
              used: seats.used,
              bought: seats.bought,
              pending: seats.pending,
              left: seats.remaining,
            })}
          </p>
        </div>
        <Button look="primary" icon={PlusIcon} onClick={() => setAsked({ what: "invite" })}>
          {t("invite")}
        </Button>
      </header>
      <Members
        members={shown.members}
        onEdit={(member) => setAsked({ what: "edit", member })}
        onRemove={(member) => setAsked({ what: "remove", member })}
      />
      <Invitations
        invitations={shown.invitations}
        alone={shown.members.length === 1}
        onInvite={() => setAsked({ what: "invite" })}
      />
      <Groups
        onMake={() => setAsked({ what: "group", group: null })}
        onEdit={(group) => setAsked({ what: "group", group })}
        onRemove={(group) => setAsked({ what: "remove_group", group })}
      />
      <Roles roles={roles} />
      {asked?.what === "invite" && <InviteDialog left={seats.remaining} onClose={done} />}
      {asked?.what === "group" && <GroupDialog group={asked.group} members={shown.members} onClose={done} />}
      {asked?.what === "remove_group" && asked.group && (
        <RemoveGroupDialog group={asked.group} onClose={done} />
      )}
      {asked?.what === "edit" && <EditDialog member={asked.member} onClose={done} />}
      {asked?.what === "remove" && <RemoveDialog member={asked.member} onClose={done} />}
    </>
  );
}
