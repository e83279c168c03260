import { TextField } from "@shared/ui/field.tsx";
import { t } from "../words.ts";

/** Six digits of the app, or a recovery code. */
export function CodeField({
  value,
  onValue,
  error,
}: {
  value: string;
  onValue: (code: string) => void;
  error: string | undefined;
}) {
  return (
    <TextField
      label={t("code")}
      hint={t("code.hint")}
      name="code"
      autocomplete="one-time-code"
      autocapitalize="none"
      spellcheck={false}
      data-autofocus=""
      value={value}
      onValue={onValue}
      error={error}
    />
  );
}
