import style from "./skeleton.module.css";

/**
 * The shape of what is coming. It appears only after a moment, so that a quick answer does not flicker, and one hidden
 * sentence says that something loads.
 */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div class={style.skeleton} role="status">
      <span class={style.silent}>{label}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} class={style.line} data-step={at % 3} />
      ))}
    </div>
  );
}
