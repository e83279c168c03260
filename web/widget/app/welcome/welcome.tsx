import { here, site } from "../chat/site.ts";
import { BellIcon } from "../shell/icons.tsx";
import { Later } from "../waiting/later.tsx";
import { t } from "../words.ts";
import style from "./welcome.module.css";

const FACES = 4;

/** Before the first word: who is here and when an answer may be expected. */
export function Welcome() {
  const known = site.value;
  const names = (here() && known?.agents.map(({ name }) => name)) || [];
  return (
    <div class={style.welcome}>
      {names.length === 0 ? (
        <span class={style.mark}>
          <BellIcon />
        </span>
      ) : (
        <ul class={style.faces} aria-label={t("team", { names: names.join(", ") })}>
          {names.slice(0, FACES).map((name) => (
            <li key={name} title={name} data-shade={shade(name)}>
              <span aria-hidden="true">{initials(name)}</span>
            </li>
          ))}
        </ul>
      )}
      <h2>{t("welcome")}</h2>
      {known && <p>{here() ? t("welcome.online") : t("welcome.offline")}</p>}
      {known?.hours && <Later hours={known.hours} />}
      {names.length > 0 && <p class={style.names}>{names.slice(0, FACES).join(" · ")}</p>}
    </div>
  );
}

/** The first letters of the first and last name; of Chinese names the last two characters, as people there call each other. */
function initials(name: string): string {
  if (/^\p{Script=Han}+$/u.test(name)) return [...name].slice(-2).join("");
  const words = name.trim().split(/\s+/);
  const first = (word: string | undefined) => [...(word ?? "")][0] ?? "";
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "")).toLocaleUpperCase();
}

function shade(name: string): number {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return sum % 4;
}
