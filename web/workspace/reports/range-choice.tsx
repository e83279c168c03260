import { Button } from "@shared/ui/button.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { CheckIcon } from "@shared/ui/icons.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { useState } from "preact/hooks";
import { historyPath } from "./place.ts";
import { RANGES, type Range, type RangeName } from "./range.ts";
import style from "./reports.module.css";
import { t } from "./words.ts";

/** Which days: the usual ones at once, others from a day to a day. */
export function RangeChoice({ range }: { range: Range }) {
  const [custom, setCustom] = useState(range.name === "custom");
  const choose = (name: RangeName) => {
    setCustom(name === "custom");
    if (name !== "custom") navigate(historyPath({ ...range, name }));
  };
  return (
    <div class={style.range}>
      <SelectField
        label={t("range")}
        value={custom ? "custom" : range.name}
        onValue={(value) => choose(value as RangeName)}
        options={RANGES.map((value) => ({ value, label: t(`range.${value}`) }))}
      />
      {custom && <Between key={`${range.first} ${range.last}`} range={range} />}
    </div>
  );
}

function Between({ range }: { range: Range }) {
  const [first, setFirst] = useState(range.first);
  const [last, setLast] = useState(range.last);
  return (
    <form
      class={style.between}
      onSubmit={(event) => {
        event.preventDefault();
        navigate(historyPath({ name: "custom", first, last }));
      }}
    >
      <TextField type="date" label={t("range.first")} value={first} max={last} onValue={setFirst} required />
      <TextField type="date" label={t("range.last")} value={last} min={first} onValue={setLast} required />
      <Button type="submit" icon={CheckIcon}>
        {t("range.show")}
      </Button>
    </form>
  );
}
