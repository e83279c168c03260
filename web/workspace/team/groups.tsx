import { Button } from "@shared/ui/button.tsx";
import { MoreIcon, PeopleIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { useRoom } from "../desk/room.ts";
import type { Group } from "../desk/wire.ts";
import { t } from "../words.ts";
import style from "./team.module.css";

interface Deeds {
  onMake: () => void;
  onEdit: (group: Group) => void;
  onRemove: (group: Group) => void;
}

/** The groups and who is in them; with what can be done to them, for whoever looks after the team. */
export function Groups(deeds: Deeds | object) {
  const { store } = useRoom();
  const managed = "onMake" in deeds ? deeds : null;
  const groups = inOrder(store.groups.value.values());
  if (!managed && groups.length === 0) return null;
  return (
    <section class={style.section} aria-labelledby="groups">
      <div class={style.head}>
        <div>
          <h2 id="groups">{t("groups")}</h2>
          <p class={style.quiet}>{t("groups.about")}</p>
        </div>
        {managed && (
          <Button icon={PlusIcon} onClick={managed.onMake}>
            {t("group.new")}
          </Button>
        )}
      </div>
      {groups.length > 0 && (
        <ul class={style.list}>
          {groups.map((group) => (
            <li key={group.id} class={`${style.line} ${style.group}`}>
              <span class={style.letter}>
                <PeopleIcon />
              </span>
              <div class={style.who}>
                <p class={style.name}>
                  <bdi>{group.name}</bdi>
                </p>
                <p class={style.quiet}>
                  <Inside group={group} />
                </p>
              </div>
              {managed && (
                <Menu
                  size="s"
                  icon={MoreIcon}
                  face={null}
                  label={t("team.more", { name: group.name })}
                  items={[
                    { label: t("group.edit"), onChoose: () => managed.onEdit(group) },
                    { label: t("team.remove"), onChoose: () => managed.onRemove(group) },
                  ]}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Inside({ group }: { group: Group }) {
  const { store } = useRoom();
  const agents = store.agents.value;
  const names = group.agent_ids.flatMap((id) => agents.get(id)?.name ?? []);
  if (names.length === 0) return <>{t("group.nobody")}</>;
  return <bdi>{names.sort((a, b) => a.localeCompare(b)).join(", ")}</bdi>;
}

export function inOrder(groups: Iterable<Group>): Group[] {
  return [...groups].sort((a, b) => a.name.localeCompare(b.name));
}
