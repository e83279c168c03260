import type { NotificationChoices } from "@shared/api/index.ts";
import { IconButton } from "@shared/ui/button.tsx";
import { CheckField, SelectField } from "@shared/ui/field.tsx";
import { PlayIcon } from "@shared/ui/icons.tsx";
import type { Kind } from "./notices.ts";
import style from "./notifications.module.css";
import { play, TONES, type Tone } from "./tones.ts";
import { t } from "./words.ts";

type Choice = NotificationChoices[Kind];

interface Props {
  kind: Kind;
  choice: Choice;
  volume: number;
  onChange: (some: Partial<Choice>) => void;
}

/** One thing that may happen: whether it is told, and how it sounds. */
export function Told({ kind, choice, volume, onChange }: Props) {
  const words = t(`kind.${kind}`);
  return (
    <fieldset class={style.told}>
      <legend class={style.silent}>{words}</legend>
      <div class={style.whether}>
        <CheckField label={words} name={kind} value={choice.on} onValue={(on) => onChange({ on })} />
      </div>
      {choice.on && (
        <div class={style.sounding}>
          <div class={style.tone}>
            <SelectField
              label={t("sound")}
              value={choice.tone}
              onValue={(value) => {
                const tone = value as Tone;
                onChange({ tone });
                play(tone, volume);
              }}
              options={TONES.map((tone) => ({ value: tone, label: t(`sound.${tone}`) }))}
            />
            {choice.tone !== "none" && (
              <IconButton icon={PlayIcon} label={t("sound.try")} onClick={() => play(choice.tone, volume)} />
            )}
          </div>
          {choice.tone !== "none" && (
            <CheckField
              label={t("repeat")}
              name={`${kind}-repeat`}
              value={choice.repeat}
              onValue={(repeat) => onChange({ repeat })}
            />
          )}
        </div>
      )}
    </fieldset>
  );
}
