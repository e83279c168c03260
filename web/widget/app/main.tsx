import "@shared/ui/tokens.css";
import "./shell/base.css";
import { effect } from "@preact/signals";
import { chooseLanguage, setLanguage } from "@shared/i18n/index.ts";
import { render } from "preact";
import type { ToFrame } from "../protocol.ts";
import { Chat, loadSpeaking } from "./chat/chat.ts";
import { fetchSite, site, siteMissing } from "./chat/site.ts";
import { framed, meetHost, ownPage, tellHost } from "./shell/host.ts";
import { opened, Screen, watched } from "./shell/screen.ts";
import { Shell } from "./shell/shell.tsx";
import { t } from "./words.ts";

const MINUTE = 60_000;
const siteKey = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const chat = new Chat(siteKey, (name, detail) => tellHost({ say: "event", name, detail }));
const screen = new Screen(chat);
let wished: string | undefined;

/** By the page's setting, then the browser, then the project. */
function speak(): Promise<void> {
  return setLanguage(chooseLanguage([wished, ...navigator.languages, site.peek()?.project.default_language]));
}

function dress(theme: string | undefined): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function hear(message: ToFrame): void {
  if (message.say === "open" || message.say === "hello") {
    chat.sawPage(message.page);
    show(message.say === "open" || message.open);
  } else if (message.say === "close") show(false);
  else if (message.say === "start") screen.suggest(message.text);
  else if (message.say === "theme") dress(message.theme);
  else if (message.say === "logout") chat.logout();
  else if (message.say === "language") {
    wished = message.language;
    void speak();
  }
}

function show(open: boolean): void {
  opened.value = open;
  if (!open) return;
  void fetchSite(siteKey);
  screen.enter();
}

async function start(): Promise<void> {
  void fetchSite(siteKey);
  const hello = await meetHost(hear);
  wished = hello?.language;
  dress(hello?.theme);
  await speak();
  const root = document.querySelector("#app");
  if (root) render(<Shell chat={chat} screen={screen} />, root);
  if (hello) hear(hello);
  else {
    chat.sawPage(ownPage());
    show(true);
  }
  // Now, so that the first message need not wait for it.
  void loadSpeaking();
  effect(() => {
    if (site.value) void speak();
  });
  // Somebody may have come or gone since.
  effect(() => {
    if (!watched.value) return;
    const timer = setInterval(() => void fetchSite(siteKey), MINUTE);
    return () => clearInterval(timer);
  });
  effect(() => {
    const unread = chat.unread.value;
    tellHost({ say: "unread", unread });
    const title = siteMissing.value ? t("missing") : t("title", { name: site.value?.project.name ?? "" });
    if (!framed) document.title = unread > 0 ? t("title.unread", { n: unread, title }) : title;
  });
  effect(() => tellHost({ say: "known", known: chat.state.value !== "nobody" }));
}

void start();
