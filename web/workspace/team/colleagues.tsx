import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { Groups } from "./groups.tsx";
import style from "./team.module.css";

/** Who else answers here, for whoever looks after nobody. */
export function Colleagues() {
  const { store } = useRoom();
  const me = store.agent.value.id;
  return (
    <>
      <header class={style.head}>
        <div>
          <h1>{t("team")}</h1>
          <p class={style.quiet}>{t("team.colleagues")}</p>
        </div>
      </header>
      <ul class={style.list}>
        {[...store.agents.value.values()].map((one) => (
          <li key={one.id} class={style.line}>
            <Avatar name={one.name} id={one.id} presence={one.online ? one.availability : "offline"} />
            <p class={style.name}>
              <bdi>{one.name}</bdi>
              {one.id === me && <Badge tone="accent">{t("you")}</Badge>}
            </p>
            <p class={style.facts}>{t(`role.${one.role}`)}</p>
            <p class={`${style.quiet} ${style.seen}`}>
              {t(`availability.${one.online ? one.availability : "offline"}`)}
            </p>
          </li>
        ))}
      </ul>
      <Groups />
    </>
  );
}
