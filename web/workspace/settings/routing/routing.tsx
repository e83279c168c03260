import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { ChoiceField } from "@shared/ui/choice.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { CheckField, TextField } from "@shared/ui/field.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { refuse } from "@shared/ui/submit.ts";
import { useCallback } from "preact/hooks";
import { useRoom } from "../../desk/room.ts";
import { t } from "../../words.ts";
import style from "../settings.module.css";
import { useSettled } from "../settled.ts";
import { MODES, type Numbers, numbers, type Typed, typedFrom } from "./typed.ts";

/** How conversations are given out. */
export function Routing() {
  const { ask } = useRoom();
  const load = useCallback(() => ask.routing().then(typedFrom), [ask]);
  const save = useCallback(
    (typed: Typed, version: number) => {
      const { mode, last_agent_first, tell_position } = typed;
      const wanted = numbers(typed, (name) => refuse(name, t("routing.number.bad")));
      return ask.changeRouting({ mode, last_agent_first, tell_position, ...wanted, version }).then(typedFrom);
    },
    [ask],
  );
  const { typed, setTyped, problem, reload, form } = useSettled(
    ["default_limit", "idle_minutes", "first_reply_minutes", "queue_limit"],
    load,
    save,
  );
  if (problem) return <Failed title={t("settings.failed")} words={problem} onRetry={reload} />;
  if (!typed) return <Skeleton label={t("settings.loading")} lines={6} />;

  const change = (some: Partial<Typed>) => setTyped({ ...typed, ...some });
  const number = (name: keyof Numbers) => (
    <TextField
      label={t(`routing.${name}`)}
      hint={t(`routing.${name}.hint`)}
      name={name}
      inputMode="numeric"
      autocomplete="off"
      maxLength={5}
      value={typed[name]}
      onValue={(value) => change({ [name]: value })}
      error={form.about(name)}
    />
  );
  return (
    <form class={style.form} {...form.attributes}>
      <Problem words={form.problem} />
      <ChoiceField
        legend={t("routing.mode")}
        name="mode"
        value={typed.mode}
        onValue={(mode) => change({ mode })}
        options={MODES.map((mode) => ({
          value: mode,
          label: t(`routing.mode.${mode}`),
          why: t(`routing.mode.${mode}.why`),
        }))}
      />
      <div class={style.pair}>
        {number("default_limit")}
        {typed.mode !== "manual" && number("first_reply_minutes")}
        {typed.mode !== "manual" && number("idle_minutes")}
        {number("queue_limit")}
      </div>
      {typed.mode !== "manual" && (
        <CheckField
          label={t("routing.last_agent_first")}
          hint={t("routing.last_agent_first.hint")}
          name="last_agent_first"
          value={typed.last_agent_first}
          onValue={(last_agent_first) => change({ last_agent_first })}
        />
      )}
      <CheckField
        label={t("routing.tell_position")}
        hint={t("routing.tell_position.hint")}
        name="tell_position"
        value={typed.tell_position}
        onValue={(tell_position) => change({ tell_position })}
      />
      <Button type="submit" look="primary" busy={form.busy}>
        {t("save")}
      </Button>
    </form>
  );
}
