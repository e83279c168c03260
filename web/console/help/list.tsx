import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { ChevronDownIcon } from "@shared/ui/icons.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../words.ts";
import { type Answer, answers, asked, askQuestion, fetchHelp, help, leaveQuestion, problem } from "./help.ts";
import style from "./list.module.css";
import { search } from "./search.ts";

/**
 * The questions with their search; each opens where it stands. Those for `place` come first; `few` shows so many of them
 * until somebody asks for all. `reveal`: the one that is asked for scrolls into view.
 */
export function QuestionList({ place, few = Number.POSITIVE_INFINITY }: { place: string; few?: number }) {
  const [typed, type] = useState("");
  const [all, showAll] = useState(false);
  useEffect(() => fetchHelp());

  if (problem.value && !help.value)
    return <Failed title={t("help.failed")} words={problem.value} onRetry={() => fetchHelp(true)} />;
  if (!help.value) return <Skeleton label={t("loading")} lines={5} />;

  const sorted = fitting(answers.value, place);
  const found = search(sorted, typed);
  const searching = typed.trim() !== "";
  const shown = all || searching ? found : found.filter((one, at) => at < few || one.name === asked.value);
  return (
    <>
      <SearchField label={t("help.search")} value={typed} onValue={type} />
      <p class={style.found} role="status">
        {searching && (found.length ? t("help.found", { n: found.length }) : t("help.none"))}
      </p>
      <ul class={style.list}>
        {shown.map((one) => (
          <li key={one.name} class={style.question}>
            <Question answer={one} />
          </li>
        ))}
      </ul>
      {shown.length < found.length && (
        <Button look="quiet" size="s" class={style.more} onClick={() => showAll(true)}>
          {t("help.all", { n: found.length })}
        </Button>
      )}
    </>
  );
}

function Question({ answer }: { answer: Answer }) {
  const open = asked.value === answer.name;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const came = useRef(true);
  useEffect(() => {
    // Whoever came by a link sees where it leads; whoever pressed it is there already.
    if (open && came.current) {
      button.current?.scrollIntoView({ block: "center" });
      if (!document.activeElement || document.activeElement === document.body) button.current?.focus();
    }
    came.current = !open;
  }, [open]);
  return (
    <>
      <h3>
        <button
          ref={button}
          type="button"
          class={style.title}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            came.current = false;
            if (open) leaveQuestion();
            else askQuestion(answer.name);
          }}
        >
          <span>{answer.title}</span>
          <ChevronDownIcon size={16} />
        </button>
      </h3>
      <div id={id} hidden={!open}>
        {/* Written in the repository, and cleaned by the server. */}
        {open && <div class={style.answer} dangerouslySetInnerHTML={{ __html: answer.html }} />}
      </div>
    </>
  );
}

/** Those for a place first, each group in its order. */
function fitting(all: Answer[], place: string): Answer[] {
  return [
    ...all.filter((one) => one.places.includes(place)),
    ...all.filter((one) => !one.places.includes(place)),
  ];
}
