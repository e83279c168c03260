import type { NotificationChoices } from "@shared/api/index.ts";
import { Failed } from "@shared/ui/empty.tsx";
import { CheckField } from "@shared/ui/field.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useId, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";
import { ThisBrowser } from "./browser.tsx";
import { Devices } from "./devices.tsx";
import { KINDS } from "./notices.ts";
import style from "./notifications.module.css";
import { Told } from "./told.tsx";
import { play } from "./tones.ts";
import { t } from "./words.ts";

/** Of what one hears, with which sound, and where. What is chosen holds at once. */
export function NotificationsPage() {
  const { notifier } = useRoom();
  const [problem, setProblem] = useState("");
  const load = () => {
    setProblem("");
    notifier.load().catch((refused) => setProblem(inWords(refused)));
  };
  useEffect(load, [notifier]);
  const choices = notifier.choices.value;
  return (
    <main class={style.page}>
      <div class={style.column}>
        <header>
          <h1>{t("notifications")}</h1>
          <p class={style.quiet}>{t("notifications.words")}</p>
        </header>
        {choices ? (
          <Chosen choices={choices} />
        ) : problem ? (
          <Failed title={t("notifications.failed")} words={problem} onRetry={load} />
        ) : (
          <Skeleton label={t("notifications.loading")} lines={6} />
        )}
      </div>
    </main>
  );
}

function Chosen({ choices }: { choices: NotificationChoices }) {
  const { notifier } = useRoom();
  const change = (some: Partial<NotificationChoices>) => {
    notifier.choose({ ...choices, ...some }).catch((refused) => toast(inWords(refused), "problem"));
  };
  return (
    <>
      <ThisBrowser />
      <Devices />
      <section class={style.section} aria-labelledby="hear">
        <h2 id="hear">{t("hear")}</h2>
        <div class={style.list}>
          {KINDS.map((kind) => (
            <Told
              key={kind}
              kind={kind}
              choice={choices[kind]}
              volume={choices.volume}
              onChange={(some) => change({ [kind]: { ...choices[kind], ...some } })}
            />
          ))}
        </div>
      </section>
      <section class={style.section} aria-labelledby="how">
        <h2 id="how">{t("how")}</h2>
        <Volume value={choices.volume} onValue={(volume) => change({ volume })} />
        <CheckField
          label={t("quiet")}
          hint={t("quiet.hint")}
          name="quiet_when_away"
          value={choices.quiet_when_away}
          onValue={(quiet_when_away) => change({ quiet_when_away })}
        />
        <CheckField
          label={t("content")}
          hint={t("content.hint")}
          name="show_content"
          value={choices.show_content}
          onValue={(show_content) => change({ show_content })}
        />
      </section>
    </>
  );
}

/** Heard as soon as it is let go. */
function Volume({ value, onValue }: { value: number; onValue: (value: number) => void }) {
  const id = useId();
  return (
    <div class={style.volume}>
      <label for={id}>{t("volume")}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={value}
        onChange={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          onValue(wanted);
          play("bell", wanted);
        }}
      />
    </div>
  );
}
