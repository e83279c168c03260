import type { ComponentChildren } from "preact";
import { Button } from "./button.tsx";
import style from "./empty.module.css";
import { type Icon, RetryIcon, WarningIcon } from "./icons.tsx";
import { t } from "./words.ts";

interface EmptyProps {
  icon: Icon;
  title: string;
  /** What to do next, or why there is nothing. */
  children?: ComponentChildren;
  actions?: ComponentChildren;
}

/** Nothing here yet: says why, and offers the next step. */
export function Empty({ icon: Glyph, title, children, actions }: EmptyProps) {
  return (
    <div class={style.empty}>
      <span class={style.icon}>
        <Glyph size={24} />
      </span>
      <p class={style.title}>{title}</p>
      {children && <div class={style.words}>{children}</div>}
      {actions && <div class={style.actions}>{actions}</div>}
    </div>
  );
}

/** It could not be loaded: says what happened, and tries again. */
export function Failed({ title, words, onRetry }: { title: string; words: string; onRetry: () => void }) {
  return (
    <div role="alert">
      <Empty
        icon={WarningIcon}
        title={title}
        actions={
          <Button icon={RetryIcon} onClick={onRetry}>
            {t("retry")}
          </Button>
        }
      >
        {words}
      </Empty>
    </div>
  );
}
