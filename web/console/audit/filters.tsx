import type { AuditPerson } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { here, navigate, query } from "@shared/ui/router.tsx";
import { say } from "../installation/found.tsx";
import { t } from "../words.ts";
import style from "./audit.module.css";
import { filtered, type Group } from "./filters.ts";
import { named } from "./said.ts";

/** What, who, from and to; each stands in the address at once. */
export function Filters({ groups, people }: { groups: readonly Group[]; people: AuditPerson[] }) {
  const who = query.value.get("who") ?? "";
  const known = people.filter((one) => one.id);
  return (
    <search class={style.filters}>
      <SelectField
        label={t("audit_log.what")}
        name="group"
        value={query.value.get("group") ?? ""}
        onValue={(group) => say("group", group)}
        options={[
          { value: "", label: t("audit_log.everything") },
          ...groups.map((group) => ({ value: group, label: t(`audit_group.${group}`) })),
        ]}
      />
      <SelectField
        label={t("audit_log.who")}
        name="who"
        value={who}
        onValue={(id) => say("who", id)}
        options={[
          { value: "", label: t("audit_log.everybody") },
          ...known.map((one) => ({ value: one.id ?? "", label: named(one) })),
          ...(who && !known.some((one) => one.id === who) ? [{ value: who, label: who }] : []),
        ]}
      />
      <Day name="from" label={t("audit_log.from")} />
      <Day name="to" label={t("audit_log.to")} />
      {filtered(query.value) && (
        <Button
          look="quiet"
          class={style.clear}
          onClick={() => navigate(here().split("?")[0] ?? "", { replace: true })}
        >
          {t("audit_log.clear")}
        </Button>
      )}
    </search>
  );
}

function Day({ name, label }: { name: "from" | "to"; label: string }) {
  return (
    <TextField
      type="date"
      label={label}
      name={name}
      value={query.value.get(name) ?? ""}
      onValue={(day) => say(name, day)}
    />
  );
}
