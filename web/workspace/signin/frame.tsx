import { type Language, setLanguage } from "@shared/i18n/index.ts";
import { BellMark } from "@shared/ui/icons.tsx";
import { LanguageSwitch } from "@shared/ui/language-switch.tsx";
import { ThemeSwitch } from "@shared/ui/theme.tsx";
import type { ComponentChildren } from "preact";
import { rememberLanguage } from "../profile/language.ts";
import { t } from "../words.ts";
import style from "./sign-in.module.css";

interface FrameProps {
  title: string;
  words: ComponentChildren;
  children: ComponentChildren;
}

/** The page before one is in. It says which of Deskbell's two doors this is. */
export function Frame({ title, words, children }: FrameProps) {
  const choose = (chosen: Language) => {
    rememberLanguage(chosen);
    void setLanguage(chosen);
  };
  return (
    <div class={style.page}>
      <header class={style.top}>
        <span class={style.mark}>
          <BellMark size={26} />
          Deskbell
          <span class={style.where}>{t("workspace")}</span>
        </span>
        <span class={style.choices}>
          <LanguageSwitch onChoose={choose} />
          <ThemeSwitch />
        </span>
      </header>
      <main class={style.main}>
        <div class={style.card}>
          <h1>{title}</h1>
          <p class={style.words}>{words}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
