import { Empty, Failed } from "@shared/ui/empty.tsx";
import { SelectField } from "@shared/ui/field.tsx";
import { PersonIcon } from "@shared/ui/icons.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { AboutDialog } from "./about.tsx";
import { type Here, matching, SHOWN, type Shown } from "./filtering.ts";
import { Row } from "./row.tsx";
import style from "./visitors.module.css";
import { t } from "./words.ts";
import { WriteDialog } from "./write.tsx";

/** Who is on the site now, of those who are known; an agent may write first. */
export function VisitorsPage() {
  const { visitors } = useRoom();
  useEffect(visitors.watch, [visitors]);
  const here = visitors.shown.value;
  return (
    <main class={style.page}>
      <div class={style.column}>
        <header>
          <h1>{t("visitors")}</h1>
          <p class={style.quiet} role="status">
            {here && t("here", { n: here.items.length })}
          </p>
          <p class={style.quiet}>{t("known")}</p>
        </header>
        {here ? (
          <Visitors items={here.items} more={here.more} />
        ) : visitors.problem.value ? (
          <Failed
            title={t("failed")}
            words={visitors.problem.value}
            onRetry={() => void visitors.refresh()}
          />
        ) : (
          <Skeleton label={t("loading")} lines={6} />
        )}
      </div>
    </main>
  );
}

type Asked = { what: "write" | "about"; id: string };

function Visitors({ items, more }: { items: readonly Here[]; more: boolean }) {
  const [words, setWords] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [kept, setKept] = useState<Here | null>(null);
  // Whoever leaves while one writes to them is still meant.
  const meant = asked && (items.find(({ visitor }) => visitor.id === asked.id) ?? kept);
  const ask = (what: Asked["what"]) => (one: Here) => {
    setKept(one);
    setAsked({ what, id: one.visitor.id });
  };
  const found = matching(items, shown, words);
  return (
    <>
      {items.length > 0 && (
        <div class={style.filters}>
          <SearchField label={t("search")} value={words} onValue={setWords} />
          <SelectField
            label={t("show")}
            value={shown}
            onValue={(value) => setShown(value as Shown)}
            options={SHOWN.map((value) => ({ value, label: t(`show.${value}`) }))}
          />
        </div>
      )}
      {items.length === 0 ? (
        <Empty icon={PersonIcon} title={t("nobody")}>
          {t("nobody.hint")}
        </Empty>
      ) : found.length === 0 ? (
        <Empty icon={PersonIcon} title={t("none")}>
          {t("none.hint")}
        </Empty>
      ) : (
        <ul class={style.list}>
          {found.map((one) => (
            <Row key={one.visitor.id} here={one} onWrite={ask("write")} onAbout={ask("about")} />
          ))}
        </ul>
      )}
      {more && <p class={style.quiet}>{t("more")}</p>}
      {asked?.what === "write" && meant && (
        <WriteDialog visitor={meant.visitor} onClose={() => setAsked(null)} />
      )}
      {asked?.what === "about" && meant && (
        <AboutDialog visitor={meant.visitor} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
