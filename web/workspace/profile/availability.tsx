import { ChevronDownIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { setAvailability } from "../conversation/deeds.ts";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import style from "./profile.module.css";

const CHOICES = ["online", "away", "offline"] as const;

/** Whether one gets new conversations. Away keeps what one has; offline says that one is gone. */
export function AvailabilitySwitch() {
  const room = useRoom();
  const { availability } = room.store.agent.value;
  const words = t(`availability.${availability}`);
  return (
    <Menu
      label={t("availability", { state: words })}
      heading={t("availability.words")}
      face={
        <span class={style.state}>
          <span class={style.dot} data-state={availability} />
          <span class={style.label}>{words}</span>
          <ChevronDownIcon size={16} />
        </span>
      }
      items={CHOICES.map((choice) => ({
        label: t(`availability.${choice}`),
        chosen: choice === availability,
        onChoose: () => void setAvailability(room, choice),
      }))}
    />
  );
}
