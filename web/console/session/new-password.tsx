import { Button } from "@shared/ui/button.tsx";
import { PasswordField } from "@shared/ui/field.tsx";
import { DiceIcon } from "@shared/ui/icons.tsx";
import { Meter } from "@shared/ui/meter.tsx";
import { generatePassword, strength } from "@shared/ui/strength.ts";
import { useState } from "preact/hooks";
import { t } from "../words.ts";

interface NewPasswordProps {
  label: string;
  value: string;
  onValue: (password: string) => void;
  /** What a guesser would know about the person. */
  known: string[];
  error?: string | undefined;
  /** Said while nothing is typed. */
  hint?: string;
  /** Offers to make one up; told when the person takes it, so that it can be shown once more after saving. */
  onGenerated?: (password: string) => void;
  /** Where the focus goes when the dialog around it opens. */
  first?: boolean;
}

/** A password being chosen: can be looked at, made up, and says how good it is while one types. */
export function NewPassword({
  label,
  value,
  onValue,
  known,
  error,
  hint,
  onGenerated,
  first,
}: NewPasswordProps) {
  const [generated, setGenerated] = useState("");
  const generate = () => {
    const made = generatePassword();
    setGenerated(made);
    onValue(made);
    onGenerated?.(made);
  };
  const score = strength(value, known);
  return (
    <PasswordField
      // Drawn anew when one is made up, so that it starts readable even if it was hidden by hand before.
      key={generated}
      label={label}
      name="new-password"
      data-autofocus={first ? "" : undefined}
      autocomplete="new-password"
      maxLength={200}
      value={value}
      onValue={onValue}
      shown={generated !== "" && value === generated}
      error={error}
      hint={score ? <Meter value={score} label={t(`strength.${score}`)} /> : (hint ?? t("password.hint"))}
      end={
        onGenerated && (
          <Button look="quiet" size="s" icon={DiceIcon} onClick={generate}>
            {t("password.generate")}
          </Button>
        )
      }
    />
  );
}
