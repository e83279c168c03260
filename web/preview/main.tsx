import "@shared/ui/tokens.css";
import "@shared/ui/base.css";
import { chooseLanguage, setLanguage } from "@shared/i18n/index.ts";
import { render } from "preact";
import { Shop } from "./shop.tsx";
import { t } from "./words.ts";

/** Puts the widget on the page exactly as the snippet does on anybody's page. */
function embed(siteKey: string): void {
  const script = document.createElement("script");
  script.async = true;
  script.src = "/widget.js";
  script.dataset.siteKey = siteKey;
  document.head.append(script);
}

function openChat(): void {
  const q: unknown[][] = [];
  const stub = (...call: unknown[]) => void q.push(call);
  Object.assign(window, { deskbell: Object.assign(stub, { q }) });
  stub("open");
}

await setLanguage(chooseLanguage(navigator.languages));
document.title = t("title");
const root = document.querySelector("#app");
if (root) render(<Shop />, root);
// Who comes to write goes on at once. Until the script is here, calls wait in the stub's queue, as on anybody's page.
if (location.hash === "#open") openChat();
embed(decodeURIComponent(location.pathname.split("/")[2] ?? ""));
