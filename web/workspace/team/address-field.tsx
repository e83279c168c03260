import { Field } from "@shared/ui/field.tsx";
import { CloseIcon, WarningIcon } from "@shared/ui/icons.tsx";
import { useRef } from "preact/hooks";
import { t } from "../words.ts";
import { type Address, addressesIn, finished, looked, MOST } from "./addresses.ts";
import style from "./team.module.css";

interface AddressFieldProps {
  texts: readonly string[];
  onTexts: (texts: readonly string[]) => void;
  /** What has not become an address yet. */
  typed: string;
  onTyped: (typed: string) => void;
  error: string | undefined;
}

/** Several addresses in one field: each becomes a chip once it is finished, and what is wrong with one is seen at once. */
export function AddressField({ texts, onTexts, typed, onTyped, error }: AddressFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const commit = (text: string) => {
    const found = addressesIn(text);
    if (found.length > 0) onTexts([...texts, ...found]);
    onTyped("");
  };
  const remove = (at: number) => {
    onTexts(texts.filter((_, other) => other !== at));
    input.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    // While characters are composed, Enter takes one of them.
    if (event.isComposing) return;
    if (event.key === "Enter" && typed.trim()) {
      event.preventDefault();
      commit(typed);
    } else if (event.key === "Backspace" && typed === "" && texts.length > 0) {
      event.preventDefault();
      onTyped(texts.at(-1) ?? "");
      onTexts(texts.slice(0, -1));
    }
  };
  const many = texts.length > MOST ? t("invite.many", { max: MOST, n: texts.length }) : undefined;
  return (
    <Field label={t("invite.emails")} hint={t("invite.hint", { max: MOST })} error={error ?? many}>
      {(tied) => (
        <div class={style.box} data-wrong={error || many ? "" : undefined}>
          <ul class={style.chips} aria-label={t("invite.emails")}>
            {looked(texts).map((one, at) => (
              <Chip key={`${at} ${one.text}`} address={one} onRemove={() => remove(at)} />
            ))}
          </ul>
          <input
            {...tied}
            ref={input}
            class={style.typed}
            type="text"
            name="invite-emails"
            inputMode="email"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            value={typed}
            onInput={(event) => {
              const { value } = event.currentTarget;
              if (finished(value) && !event.isComposing) commit(value);
              else onTyped(value);
            }}
            onPaste={(event) => {
              const pasted = event.clipboardData?.getData("text") ?? "";
              if (addressesIn(pasted).length === 0) return;
              event.preventDefault();
              commit(`${typed}${pasted}`);
            }}
            onKeyDown={keys}
            onBlur={() => commit(typed)}
          />
        </div>
      )}
    </Field>
  );
}

function Chip({ address: { text, wrong }, onRemove }: { address: Address; onRemove: () => void }) {
  return (
    <li class={style.chip} data-wrong={wrong}>
      {wrong && <WarningIcon size={14} />}
      <bdi dir="ltr">{text}</bdi>
      {wrong && <span class={style.why}>{t(`invite.became.${wrong}`)}</span>}
      <button
        type="button"
        aria-label={t("invite.take_out", { email: text })}
        title={t("invite.take_out", { email: text })}
        onClick={onRemove}
      >
        <CloseIcon size={14} />
      </button>
    </li>
  );
}
