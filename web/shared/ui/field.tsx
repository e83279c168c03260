import type {
  ComponentChildren,
  InputHTMLAttributes,
  PartialInputHTMLAttributes,
  PartialSelectHTMLAttributes,
  Ref,
  TextareaHTMLAttributes,
} from "preact";
import { useId, useRef, useState } from "preact/hooks";
import style from "./field.module.css";
import { ChevronDownIcon, EyeIcon, EyeOffIcon, WarningIcon } from "./icons.tsx";
import { t } from "./words.ts";

interface Told {
  label: string;
  hint?: ComponentChildren;
  /** Why the value is refused, in words. Tied to the control, so it is read out with it. */
  error?: string | undefined;
}

/** The attributes that tie a control to its words. */
interface Tied {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** Label above, control, then hint or error. The children get what ties them to the words. */
export function Field({
  label,
  hint,
  error,
  end,
  children,
}: Told & { end?: ComponentChildren; children: (tied: Tied) => ComponentChildren }) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class={style.field}>
      <div class={style.top}>
        <label class={style.label} for={id}>
          {label}
        </label>
        {end}
      </div>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && (
        <p class={style.error} id={`${id}-error`}>
          <WarningIcon size={16} />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <div class={style.hint} id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

type InputProps = Omit<
  PartialInputHTMLAttributes<HTMLInputElement>,
  "ref" | "onInput" | "label" | "value" | "role" | "list" | "checked"
> &
  Told & {
    type?: "text" | "email" | "search" | "url" | "tel" | "date" | "datetime-local";
    value: string;
    onValue: (value: string) => void;
    inputRef?: Ref<HTMLInputElement> | undefined;
    end?: ComponentChildren;
  };

export function TextField({ label, hint, error, end, onValue, inputRef, ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} end={end}>
      {(tied) => (
        <input
          {...typed({ type: "text", ...rest, ...tied })}
          ref={inputRef ?? null}
          class={style.input}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** JSX knows inputs as a union over `type`; a type that is chosen while running fits none of its parts. */
function typed(attributes: object): InputHTMLAttributes<HTMLInputElement> {
  return attributes as InputHTMLAttributes<HTMLInputElement>;
}

type PasswordProps = Omit<InputProps, "type"> & {
  /** Start readable: for a password that was just generated and is shown this once. */
  shown?: boolean | undefined;
};

/** A password that can be looked at. The button says in words what a press will do. */
export function PasswordField({
  label,
  hint,
  error,
  end,
  onValue,
  inputRef,
  shown = false,
  ...rest
}: PasswordProps) {
  const [looked, setLooked] = useState<boolean | null>(null);
  const visible = looked ?? shown;
  const own = useRef<HTMLInputElement>(null);
  return (
    <Field label={label} hint={hint} error={error} end={end}>
      {(tied) => (
        <div class={style.boxed}>
          <input
            {...typed({ ...rest, ...tied, type: visible ? "text" : "password" })}
            ref={inputRef ?? own}
            class={`${style.input} ${visible ? style.secret : ""}`}
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <button
            type="button"
            class={style.look}
            aria-label={visible ? t("password.hide") : t("password.show")}
            title={visible ? t("password.hide") : t("password.show")}
            aria-controls={tied.id}
            onClick={() => setLooked(!visible)}
          >
            {visible ? <EyeOffIcon /> : <EyeIcon />}
          </button>
        </div>
      )}
    </Field>
  );
}

type SelectProps = Omit<
  PartialSelectHTMLAttributes<HTMLSelectElement>,
  "ref" | "label" | "value" | "role" | "size"
> &
  Told & {
    value: string;
    onValue: (value: string) => void;
    options: { value: string; label: string; lang?: string }[];
  };

export function SelectField({ label, hint, error, onValue, options, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => (
        <div class={style.select}>
          <select
            {...rest}
            {...tied}
            class={style.input}
            onChange={(event) => onValue(event.currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} lang={option.lang}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDownIcon size={16} />
        </div>
      )}
    </Field>
  );
}

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "ref" | "label" | "value"> &
  Told & { value: string; onValue: (value: string) => void };

export function AreaField({ label, hint, error, onValue, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => (
        <textarea
          {...rest}
          {...tied}
          class={`${style.input} ${style.area}`}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface CheckProps {
  label: string;
  hint?: string;
  name: string;
  value: boolean;
  onValue: (value: boolean) => void;
}

/** Yes or no, with the words beside it. */
export function CheckField({ label, hint, name, value, onValue }: CheckProps) {
  const id = useId();
  return (
    <div class={style.check}>
      <input
        id={id}
        type="checkbox"
        name={name}
        checked={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <div class={style.hint} id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
