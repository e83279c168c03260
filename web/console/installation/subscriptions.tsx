import type { SubscriptionState } from "@shared/api/index.ts";
import { SelectField } from "@shared/ui/field.tsx";
import { query } from "@shared/ui/router.tsx";
import { t } from "../words.ts";
import { Found, say } from "./found.tsx";
import style from "./installation.module.css";
import { usePaged } from "./paged.ts";
import { ProjectRow } from "./projects.tsx";
import type { ProjectLine } from "./types.ts";

const STATES = ["trialing", "active", "grace", "expired", "free"] as const satisfies SubscriptionState[];

/** Who may use what until when, by the state of this moment. */
export function SubscriptionsFound() {
  const asked = query.value.get("state");
  const state = STATES.find((one) => one === asked) ?? null;
  const list = usePaged<ProjectLine>("/installation/subscriptions", { in_state: state });
  return (
    <div class={style.page}>
      <div class={style.search}>
        <SelectField
          label={t("installation.state")}
          name="state"
          value={state ?? ""}
          onValue={(chosen) => say("state", chosen)}
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
