import type { Tag } from "@shared/api/index.ts";
import style from "./tags.module.css";

/** A tag as it stands beside what it is on. */
export function Chip({ tag }: { tag: Tag }) {
  return (
    <span class={style.chip} data-colour={tag.colour}>
      <span class={style.dot} data-colour={tag.colour} />
      <bdi class={style.words}>{tag.name}</bdi>
    </span>
  );
}

/** Only the colours, where there is no room for words; they are said nevertheless. */
export function Dots({ tags, label }: { tags: readonly Tag[]; label: string }) {
  return (
    <span class={style.dots} title={label}>
      {tags.slice(0, 4).map((tag) => (
        <span key={tag.id} class={style.dot} data-colour={tag.colour} />
      ))}
      <span class={style.silent}>{label}</span>
    </span>
  );
}
