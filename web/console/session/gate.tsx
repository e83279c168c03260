import { BellMark } from "@shared/ui/icons.tsx";
import { LanguageSwitch } from "@shared/ui/language-switch.tsx";
import { ThemeSwitch } from "@shared/ui/theme.tsx";
import type { ComponentChildren } from "preact";
import { PageHeading } from "../heading.tsx";
import { HelpButton } from "../help/panel.tsx";
import { t } from "../words.ts";
import { speak } from "./account.ts";
import style from "./gate.module.css";

/** The page in front of the Console: what it is on one side, the form on the other. */
export function Gate({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ComponentChildren;
}) {
  return (
    <div class={style.gate}>
      <aside class={style.poster} aria-hidden="true">
        <p class={style.brand}>
          <BellMark size={26} />
          Deskbell
          <span class={style.where}>{t("console")}</span>
        </p>
        <p class={style.line}>{t("gate.line")}</p>
        <p class={style.second}>{t("gate.second")}</p>
        <BellMark class={style.bell ?? ""} size={420} />
      </aside>
      <div class={style.side}>
        <header class={style.switches}>
          <p class={style.small}>
            <BellMark size={22} />
            <span class={style.name}>Deskbell</span>
            <span class={style.where}>{t("console")}</span>
          </p>
          <HelpButton />
          <LanguageSwitch onChoose={speak} />
          <ThemeSwitch />
        </header>
        <main class={style.main} id="main">
          <PageHeading>{title}</PageHeading>
          <p class={style.lead}>{lead}</p>
          {children}
        </main>
      </div>
    </div>
  );
}
