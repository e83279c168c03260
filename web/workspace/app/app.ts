/** The Workspace as an app: its service worker, its manifest, and what it says while there is no connection. */
import { directionOf, language } from "@shared/i18n/index.ts";
import { navigate } from "@shared/ui/router.tsx";
import { t } from "./words.ts";

const OFFLINE = "/workspace/offline";
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Null where a browser has none, or the address does not begin with https. */
export const worker: ServiceWorkerContainer | null = navigator.serviceWorker ?? null;

/** Makes the Workspace of a project one that can be installed. */
export function become(project: string): () => void {
  const link = document.createElement("link");
  link.rel = "manifest";
  // It names the project, which is told only to whoever is signed in there.
  link.crossOrigin = "use-credentials";
  link.href = `/api/v1/workspace/${encodeURIComponent(project)}/app.webmanifest`;
  document.head.append(link);
  const told = ({ data }: MessageEvent) => {
    if (typeof data?.open === "string" && data.open.startsWith("/workspace/")) navigate(data.open);
  };
  worker?.addEventListener("message", told);
  void prepare().catch(() => {}); // then only installing and the words without a connection are missing
  return () => {
    link.remove();
    worker?.removeEventListener("message", told);
  };
}

async function prepare(): Promise<void> {
  if (!worker) return;
  await worker.register("/workspace/worker.js", { scope: "/workspace/", updateViaCache: "none" });
  const kept = await caches.open("deskbell.offline");
  await kept.addAll(["/plain.css", "/bell.svg", "/workspace/back.js"]);
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY };
  await kept.put(OFFLINE, new Response(offline(), { headers }));
}

/** Asks again every few seconds; the app is back as soon as it answers. */
function offline(): string {
  const [title, words, again] = [t("offline"), t("offline.words"), t("offline.again")].map(escaped);
  return [
    `<!doctype html><html lang="${language.peek()}" dir="${directionOf(language.peek())}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><script src="/workspace/back.js" defer></script>',
    '<link rel="icon" href="/bell.svg" type="image/svg+xml"><link rel="stylesheet" href="/plain.css">',
    `<title>${title} · Deskbell</title></head><body class="lost"><main>`,
    `<img src="/bell.svg" alt="" width="48" height="48"><h1>${title}</h1><p role="status">${words}</p>`,
    `<nav><a href="">${again}</a></nav></main></body></html>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
