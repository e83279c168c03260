import { formatNumber } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { SendIcon } from "@shared/ui/icons.tsx";
import { Pick, type useAttaching } from "../attaching/attaching.tsx";
import { InsertReply } from "../replies/buttons.tsx";
import { t } from "../words.ts";
import style from "./composer.module.css";

/** Near the limit one is told how much is left; far from it the number would only be noise. */
const NEAR = 0.9;

interface FootProps {
  attaching: ReturnType<typeof useAttaching>;
  hint: string;
  note: boolean;
  size: number;
  limit: number;
  onReplies: () => void;
}

/** Below the field: what can be put into it, how much still fits, and the way out. */
export function ComposerFoot({ attaching, hint, note, size, limit, onReplies }: FootProps) {
  const over = size > limit;
  return (
    <div class={style.foot}>
      <div class={style.tools}>
        <Pick attaching={attaching} />
        <InsertReply onOpen={onReplies} />
      </div>
      <p id={hint} class={style.hint} role={over ? "alert" : undefined}>
        {over
          ? t("composer.too_long", { size: kilobytes(size), limit: kilobytes(limit) })
          : size > limit * NEAR
            ? t("composer.left", { left: formatNumber(limit - size) })
            : note
              ? t("composer.note.hint")
              : t("composer.hint")}
      </p>
      <Button type="submit" look="primary" size="s" icon={SendIcon} disabled={over || attaching.waits.value}>
        {note ? t("composer.note.add") : t("send")}
      </Button>
    </div>
  );
}

function kilobytes(bytes: number): string {
  return formatNumber(bytes / 1024, { maximumFractionDigits: 1 });
}
