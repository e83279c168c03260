import type { ComponentChildren } from "preact";
import style from "./full-page.module.css";

/** One page beside the rail, in a column that is good to read; it scrolls by itself. */
export function FullPage({ children }: { children: ComponentChildren }) {
  return (
    <main class={style.page}>
      <div class={style.column}>{children}</div>
    </main>
  );
}
