import { LANGUAGE_NAMES, LANGUAGES, type Language, language } from "../i18n/index.ts";
import { ChevronDownIcon, GlobeIcon } from "./icons.tsx";
import style from "./language-switch.module.css";
import { Menu } from "./menu.tsx";
import { t } from "./words.ts";

/** Every language under its own name. The app decides what a choice means: whose it is and where it is kept. */
export function LanguageSwitch({
  onChoose,
  compact = false,
}: {
  onChoose: (chosen: Language) => void;
  compact?: boolean;
}) {
  return (
    <Menu
      label={`${t("language")}: ${LANGUAGE_NAMES[language.value]}`}
      icon={GlobeIcon}
      face={
        compact ? null : (
          <span class={style.name}>
            {LANGUAGE_NAMES[language.value]}
            <ChevronDownIcon size={16} />
          </span>
        )
      }
      items={LANGUAGES.map((choice) => ({
        label: LANGUAGE_NAMES[choice],
        lang: choice,
        chosen: language.value === choice,
        onChoose: () => onChoose(choice),
      }))}
    />
  );
}
