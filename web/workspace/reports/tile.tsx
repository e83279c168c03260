import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import style from "./reports.module.css";

interface TileProps {
  label: string;
  /** Short lines below the number. */
  notes?: readonly (string | undefined)[];
  /** Somebody should look. */
  hot?: boolean;
  children: ComponentChildren;
}

/** One number with what it is. */
export function Tile({ label, notes = [], hot = false, children }: TileProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div class={style.tile} role="group" aria-labelledby={id} data-hot={hot || undefined}>
      <span class={style.label} id={id}>
        {label}
      </span>
      {children}
      {notes.map(
        (note) =>
          note && (
            <span key={note} class={style.note}>
              {note}
            </span>
          ),
      )}
    </div>
  );
}
