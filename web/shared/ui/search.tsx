import type { Ref } from "preact";
import { SearchIcon } from "./icons.tsx";
import style from "./search.module.css";

interface SearchProps {
  /** Said aloud, and shown as long as nothing is typed. */
  label: string;
  value: string;
  onValue: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** A field to look for something in what is shown. */
export function SearchField({ label, value, onValue, inputRef }: SearchProps) {
  return (
    <div class={style.search}>
      <SearchIcon size={16} />
      <input
        ref={inputRef ?? null}
        class={style.input}
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        autocomplete="off"
        enterkeyhint="search"
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
