import { PasswordField } from "@shared/ui/field.tsx";
import { Meter } from "@shared/ui/meter.tsx";
import { strength } from "@shared/ui/strength.ts";
import { t } from "../words.ts";

interface NewPasswordProps {
  /** Whose it is, which password managers look for. */
  email: string;
  /** What it had better not hold. */
  known: string[];
  value: string;
  onValue: (value: string) => void;
  error: string | undefined;
}

/** A password to be chosen, with how strong it is. */
export function NewPassword({ email, known, value, onValue, error }: NewPasswordProps) {
  const score = strength(value, [email, ...known]);
  return (
    <>
      <input type="hidden" name="username" autocomplete="username" value={email} />
      <PasswordField
        label={t("set.password")}
        name="new-password"
        autocomplete="new-password"
        maxLength={200}
        value={value}
        onValue={onValue}
        error={error}
        hint={score ? <Meter value={score} label={t(`strength.${score}`)} /> : t("set.hint")}
      />
    </>
  );
}
