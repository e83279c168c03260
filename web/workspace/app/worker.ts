/**
 * The service worker of the Workspace: shows what is pushed while no page is open, and a page that says so while there is no
 * connection. It keeps no page and no script of the app, so that nobody is held at an old version.
 */
interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Pushed extends Extendable {
  readonly data: { json(): unknown } | null;
}
interface Pressed extends Extendable {
  readonly notification: Notification;
}
interface WindowClient {
  readonly url: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<readonly WindowClient[]>;
    openWindow(path: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", hear: (event: Extendable) => void): void;
  addEventListener(name: "fetch", hear: (event: Fetching) => void): void;
  addEventListener(name: "push", hear: (event: Pushed) => void): void;
  addEventListener(name: "notificationclick", hear: (event: Pressed) => void): void;
}

const worker = self as unknown as Worker;
const OFFLINE = "/workspace/offline";
const KEPT = new Set(["/plain.css", "/bell.svg", "/workspace/back.js"]);
const HOME = "/workspace/";

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(OFFLINE)));
  else if (KEPT.has(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});

worker.addEventListener("push", (event) => event.waitUntil(show(event.data?.json())));

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(String((event.notification.data as { path?: unknown } | null)?.path ?? HOME)));
});

async function kept(path: string): Promise<Response> {
  return (await caches.match(path)) ?? Response.error();
}

async function show(said: unknown): Promise<void> {
  const { title, body, tag, path } = Object(said) as Record<string, unknown>;
  await worker.registration.showNotification(String(title ?? "Deskbell"), {
    body: String(body ?? ""),
    tag: String(tag ?? ""),
    icon: "/icon-192.png",
    data: { path },
  });
}

/** In the tab of that project where there is one, else in a new one; only ever a place of the Workspace. */
async function open(path: string): Promise<void> {
  const safe = path.startsWith(HOME) ? path : HOME;
  const project = safe.split("/").slice(0, 3).join("/");
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find(({ url }) => new URL(url).pathname.startsWith(project));
  if (!there) return void (await worker.clients.openWindow(safe));
  there.postMessage({ open: safe });
  await there.focus();
}
