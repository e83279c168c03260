import { useEffect } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import { site, siteMissing } from "../chat/site.ts";
import { Conversation } from "../conversation/conversation.tsx";
import { History } from "../history/history.tsx";
import { t } from "../words.ts";
import { Banner } from "./banner.tsx";
import { CloseButton, Header } from "./header.tsx";
import { hosted, tellHost } from "./host.ts";
import { BellIcon } from "./icons.tsx";
import type { Screen } from "./screen.ts";
import style from "./shell.module.css";

export interface Parts {
  readonly chat: Chat;
  readonly screen: Screen;
}

function Missing() {
  return (
    <main class={style.missing}>
      <CloseButton />
      <BellIcon />
      <h1>{t("missing")}</h1>
    </main>
  );
}

export function Shell({ chat, screen }: Parts) {
  const place = screen.place.value;
  useEffect(() => {
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
      if (hosted.peek() && !document.querySelector("dialog[open]")) tellHost({ say: "close" });
    };
    addEventListener("keydown", keyed);
    return () => removeEventListener("keydown", keyed);
  }, []);

  if (siteMissing.value) return <Missing />;
  const problem = chat.state.value === "refused" ? t("refused") : null;
  const loading = chat.state.value === "starting" && chat.conversations.value.size === 0;
  return (
    <div class={style.shell}>
      <Header chat={chat} screen={screen} />
      <Banner chat={chat} />
      <main class={style.main} aria-busy={loading}>
        {problem ? (
          <p class={style.problem}>{problem}</p>
        ) : loading ? (
          <p class={style.problem}>{site.value ? t("loading") : ""}</p>
        ) : place.at === "list" ? (
          <History chat={chat} screen={screen} />
        ) : (
          <Conversation key={place.visit} id={place.id} chat={chat} screen={screen} />
        )}
      </main>
    </div>
  );
}
