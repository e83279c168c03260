import { t } from "../words.ts";
import { IntroductionCard } from "./introduction.tsx";
import { QuestionList } from "./list.tsx";
import style from "./questions.module.css";

const FEW = 9;

/** Common questions and the introduction at the side of a page; nothing that is on the page is lost over them. */
export function Questions() {
  return (
    <aside class={style.questions} aria-labelledby="questions-title">
      <IntroductionCard />
      <h2 id="questions-title">{t("questions")}</h2>
      <QuestionList place="project" few={FEW} />
    </aside>
  );
}
