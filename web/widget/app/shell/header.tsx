import { useEffect, useRef } from "preact/hooks";
import { here, site } from "../chat/site.ts";
import { EndButton } from "../conversation/end.tsx";
import { t } from "../words.ts";
import { hosted, tellHost } from "./host.ts";
import { BackIcon, CloseIcon } from "./icons.tsx";
import style from "./shell.module.css";
import type { Parts } from "./shell.tsx";

/** With whom one talks, whether they are there, and the ways out. */
export function Header({ chat, screen }: Parts) {
  const place = screen.place.value;
  const conversations = chat.conversations.value;
  const conversation = place.at === "conversation" && place.id ? conversations.get(place.id) : undefined;
  const name = site.value?.project.name ?? "";
  const title = place.at === "list" ? t("history") : (conversation?.assignee?.name ?? name);
  const online = here();
  const heading = useRef<HTMLHeadingElement>(null);

  const focus = screen.focus.value;
  useEffect(() => {
    // On a touch screen the field would bring up the keyboard before anything was read.
    if (focus > 0 && (place.at === "list" || matchMedia("(pointer: coarse)").matches))
      heading.current?.focus();
  }, [focus, place.at]);

  return (
    <header class={style.header}>
      {place.at === "conversation" && conversations.size > 0 && (
        <button
          type="button"
          class={style.icon}
          aria-label={t("back")}
          title={t("back")}
          onClick={() => screen.showList()}
        >
          <BackIcon />
        </button>
      )}
      {site.value?.project.avatar && place.at !== "list" && (
        <img class={style.picture} src={site.value.project.avatar} alt="" width={36} height={36} />
      )}
      <div class={style.who}>
        <h1 class={style.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {site.value && (
          <p class={style.status} data-online={online ? "" : undefined}>
            {conversation?.assignee && online ? name : online ? t("status.online") : t("status.offline")}
          </p>
        )}
      </div>
      {conversation && conversation.status !== "closed" && <EndButton chat={chat} id={conversation.id} />}
      <CloseButton />
    </header>
  );
}

/** Back to the page around; a page of its own has none. */
export function CloseButton() {
  if (!hosted.value) return null;
  return (
    <button
      type="button"
      class={style.icon}
      aria-label={t("close")}
      title={t("close")}
      onClick={() => tellHost({ say: "close" })}
    >
      <CloseIcon />
    </button>
  );
}
