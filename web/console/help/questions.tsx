import { ChevronDownIcon } from "@shared/ui/icons.tsx";
import { t } from "../words.ts";
import style from "./questions.module.css";

const QUESTIONS = ["answering", "password", "team", "install", "seats", "ending", "renaming"] as const;

/** Common questions; each opens where it stands, so nothing on the page is lost. */
export function Questions() {
  return (
    <aside class={style.questions} aria-labelledby="questions-title">
      <h2 id="questions-title">{t("questions")}</h2>
      {QUESTIONS.map((question) => (
        <details key={question} class={style.question}>
          <summary>
            {t(`question.${question}`)}
            <ChevronDownIcon size={16} />
          </summary>
          <p>{t(`answer.${question}`)}</p>
        </details>
      ))}
    </aside>
  );
}
