import { Avatar } from "@shared/ui/avatar.tsx";
import { Button } from "@shared/ui/button.tsx";
import { ChevronEndIcon } from "@shared/ui/icons.tsx";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";
import { Frame } from "./frame.tsx";
import style from "./sign-in.module.css";

interface ChooseProps {
  title: string;
  words: string;
  projects: { id: string; name: string }[];
  busy: boolean;
  onChoose: (id: string) => void;
  /** To another e-mail address. */
  onBack: () => void;
}

/** Which of several projects one wants to work in. */
export function Choose({ title, words, projects, busy, onChoose, onBack }: ChooseProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  return (
    <Frame title={title} words={words}>
      <ul class={style.projects} ref={list}>
        {projects.map(({ id, name }) => (
          <li key={id}>
            <button type="button" class={style.project} disabled={busy} onClick={() => onChoose(id)}>
              <Avatar name={name} id={id} />
              <span dir="auto">{name}</span>
              <ChevronEndIcon size={18} />
            </button>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={onBack}>
        {t("choose.back")}
      </Button>
    </Frame>
  );
}
