import type { SubscriptionState } from "@shared/api/index.ts";
import { t } from "../words.ts";
import { Choice, Found, useChosen } from "./found.tsx";
import style from "./installation.module.css";
import { usePaged } from "./paged.ts";
import { ProjectRow } from "./projects.tsx";
import type { ProjectLine } from "./types.ts";

const STATES = ["trialing", "active", "grace", "expired", "free"] as const satisfies SubscriptionState[];

/** Who may use what until when, by the state of this moment. */
export function SubscriptionsFound() {
  const state = useChosen("state", STATES);
  const list = usePaged<ProjectLine>("/installation/subscriptions", { in_state: state });
  return (
    <div class={style.page}>
      <div class={style.search}>
        <Choice
          name="state"
          label={t("installation.state")}
          chosen={state}
          options={[
            { value: "", label: t("installation.state.all") },
            ...STATES.map((one) => ({ value: one, label: t(`state.${one}`) })),
          ]}
        />
      </div>
      <Found
        list={list}
        label={t("installation.subscriptions")}
        none={t("installation.subscriptions.none")}
        row={(project) => <ProjectRow project={project} />}
      />
    </div>
  );
}
