import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { SearchIcon } from "@shared/ui/icons.tsx";
import { here, navigate, query } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../words.ts";
import style from "./installation.module.css";
import type { usePaged } from "./paged.ts";

const WHILE_TYPING = 250;

/** What is searched for stands in the address: it survives a reload and can be sent to a colleague. */
export function useSearched(): string {
  return query.value.get("search") ?? "";
}

/** The same of one of a few; a hand-made value that means nothing asks for all. */
export function useChosen<Value extends string>(name: string, values: readonly Value[]): Value | null {
  return values.find((one) => one === query.value.get(name)) ?? null;
}

interface ChoiceProps {
  name: string;
  label: string;
  chosen: string | null;
  options: { value: string; label: string }[];
}

/** A filter of a few, in the address as the search is. */
export function Choice({ name, label, chosen, options }: ChoiceProps) {
  return (
    <SelectField
      label={label}
      name={name}
      value={chosen ?? ""}
      onValue={(value) => say(name, value)}
      options={options}
    />
  );
}

export function Search({ label, hint }: { label: string; hint: string }) {
  const [typed, setTyped] = useState(useSearched());
  useEffect(() => {
    const timer = setTimeout(() => say("search", typed.trim()), WHILE_TYPING);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search class={style.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          say("search", typed.trim());
        }}
      >
        <TextField
          type="search"
          label={label}
          hint={hint}
          name="search"
          autocomplete="off"
          maxLength={200}
          value={typed}
          onValue={setTyped}
        />
      </form>
    </search>
  );
}

/** Puts a filter into the address, or takes it out. */
export function say(name: string, value: string): void {
  const [where = "", asked] = here().split("?");
  const filters = new URLSearchParams(asked);
  if (value) filters.set(name, value);
  else filters.delete(name);
  navigate(filters.size ? `${where}?${filters}` : where, { replace: true });
}

interface FoundProps<Item extends { id: string }> {
  list: ReturnType<typeof usePaged<Item>>;
  label: string;
  none: string;
  row: (item: Item) => ComponentChildren;
}

/** A list in all its states: coming, not to be had, empty, there, and with more behind it. */
export function Found<Item extends { id: string }>({ list, label, none, row }: FoundProps<Item>) {
  const { items, more, problem, busy, again } = list;
  if (problem && !items) return <Failed title={t("installation.failed")} words={problem} onRetry={again} />;
  if (!items) return <Skeleton label={t("loading")} lines={6} />;
  if (items.length === 0 && !more) return <Empty icon={SearchIcon} title={none} />;
  return (
    <>
      <ul class={style.list} aria-label={label}>
        {items.map((item) => (
          <li key={item.id}>{row(item)}</li>
        ))}
      </ul>
      <Problem words={problem} />
      {more && (
        <Button busy={busy} onClick={more}>
          {t("projects.more")}
        </Button>
      )}
    </>
  );
}
