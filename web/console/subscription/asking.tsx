import { t } from "../words.ts";
import style from "./page.module.css";

/** How to get what an owner cannot take by themselves: whoever runs this installation gives it. */
export function Asking({ contact }: { contact: string }) {
  if (!contact) return <p class={style.quiet}>{t("asking")}</p>;
  const href = /^https?:\/\/\S+$/.test(contact)
    ? contact
    : /^[^\s@]+@[^\s@]+$/.test(contact)
      ? `mailto:${contact}`
      : null;
  const shown = href ? (
    <a key="contact" href={href}>
      {contact}
    </a>
  ) : (
    <strong key="contact">{contact}</strong>
  );
  return <p class={style.quiet}>{t.pieces("asking.contact", { contact: shown })}</p>;
}
