import { Avatar } from "@shared/ui/avatar.tsx";
import type { AgentCard } from "../desk/wire.ts";
import { t } from "../words.ts";
import style from "./name-list.module.css";

interface NameListProps {
  id: string;
  names: readonly AgentCard[];
  chosen: number;
  onChoose: (who: AgentCard) => void;
}

/** Which option of the list the keyboard is on. */
export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** Colleagues whom a note may name, above the field in which one types; the field keeps the focus. */
export function NameList({ id, names, chosen, onChoose }: NameListProps) {
  return (
    <div id={id} class={style.list} role="listbox" aria-label={t("note.colleagues")}>
      {names.map((who, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
        <div
          key={who.id}
          id={optionId(id, at)}
          class={style.option}
          role="option"
          aria-selected={at === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(who);
          }}
        >
          <Avatar name={who.name} id={who.id} size="s" />
          <span dir="auto">{who.name}</span>
        </div>
      ))}
    </div>
  );
}
