import { Banner } from "@shared/ui/banner.tsx";
import { t } from "../words.ts";

/** How to get what an owner cannot take by themselves: whoever runs this installation gives it. */
export function Asking({ contact }: { contact: string }) {
  if (!contact) return <Banner>{t("asking")}</Banner>;
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
  return <Banner>{t.pieces("asking.contact", { contact: shown })}</Banner>;
}
