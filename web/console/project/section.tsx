import type { ComponentChildren } from "preact";
import style from "./section.module.css";

interface SectionProps {
  id: string;
  title: string;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** One module of the project page, with a heading that can be linked to. */
export function Section({ id, title, lead, actions, children }: SectionProps) {
  return (
    <section class={style.section} id={id} aria-labelledby={`${id}-title`}>
      <header class={style.head}>
        <h2 id={`${id}-title`}>{title}</h2>
        {actions}
        {lead && <p class={style.lead}>{lead}</p>}
      </header>
      {children}
    </section>
  );
}
