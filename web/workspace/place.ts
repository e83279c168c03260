import { computed } from "@preact/signals";
import { navigate, query, router } from "@shared/ui/router.tsx";
import { isOrder, isView, type Order, type View } from "./desk/views.ts";
import type { Status } from "./desk/wire.ts";
import { NAMES, type Narrowed, narrowedIn, UNNARROWED } from "./searching/filters.ts";

/** Where one is: the project, the view, the order and the conversation all stand in the address. */
const { place, path } = router({
  home: "/workspace/",
  setPassword: "/workspace/set-password",
  join: "/workspace/join",
  forgotten: "/workspace/forgotten",
  project: "/workspace/:project",
  team: "/workspace/:project/team",
  reports: "/workspace/:project/reports",
  report: "/workspace/:project/reports/:report",
  settings: "/workspace/:project/settings",
  setting: "/workspace/:project/settings/:tab",
  notifications: "/workspace/:project/notifications",
  visitors: "/workspace/:project/visitors",
  view: "/workspace/:project/:view",
  conversation: "/workspace/:project/:view/:conversation",
});

export const project = computed(() => {
  const here = place.value;
  return here && "project" in here.params ? here.params.project : null;
});

/** Where a link to set one's password leads. */
export const settingPassword = computed(() => place.value?.name === "setPassword");

/** Where an invitation's link leads. */
export const joining = computed(() => place.value?.name === "join");

/** Where a forgotten password is asked for anew. */
export const forgetting = computed(() => place.value?.name === "forgotten");

/** Which part of the Workspace is in front. */
export const part = computed(() => {
  const name = place.value?.name;
  if (name === "team" || name === "notifications" || name === "visitors") return name;
  if (name === "reports" || name === "report") return "reports";
  return name === "settings" || name === "setting" ? "settings" : "conversations";
});

/** Which tab of the settings is open; null: the first. */
export const tab = computed(() => (place.value?.name === "setting" ? place.value.params.tab : null));

/** Which of the reports is open. */
export const reportTab = computed(() => {
  const here = place.value;
  return here?.name === "report" && here.params.report === "live" ? "live" : "history";
});

export const view = computed<View>(() => {
  const here = place.value;
  const word = here && "view" in here.params ? here.params.view : undefined;
  return isView(word) ? word : "my";
});

export const conversation = computed(() => {
  const here = place.value;
  return here?.name === "conversation" ? here.params.conversation : null;
});

export const order = computed<Order>(() => {
  const word = query.value.get("order");
  return isOrder(word) ? word : "newest";
});

/** What the list is narrowed by. */
export const narrowed = computed<Narrowed>(() => narrowedIn(query.value));

/** The words that are looked for; null: nobody is searching. */
export const search = computed(() => query.value.get("search"));

/** Whose words: "visitor", "agent", or the id of an agent. */
export const who = computed(() => {
  const word = query.value.get("who");
  return word !== null && /^[0-9A-Za-z_-]{1,64}$/.test(word) ? word : null;
});

export const STATUSES: readonly Status[] = ["queuing", "awaiting_reply", "replied", "pending", "closed"];

export function isStatus(word: string | null): word is Status {
  return STATUSES.some((one) => one === word);
}

/** In conversations of which status. */
export const status = computed(() => {
  const word = query.value.get("status");
  return isStatus(word) ? word : null;
});

/** The `pos` of the message that the open conversation shows. */
export const at = computed(() => {
  const word = query.value.get("at") ?? "";
  return /^\d{1,16}$/.test(word) ? Number(word) : null;
});

export const HOME = path("home");
export const FORGOTTEN = path("forgotten");

export function projectPath(id: string): string {
  return `${path("project", { project: id })}/`;
}

export function teamPath(): string {
  return path("team", { project: project.value ?? "" });
}

export function visitorsPath(): string {
  return path("visitors", { project: project.value ?? "" });
}

export function notificationsPath(): string {
  return path("notifications", { project: project.value ?? "" });
}

export function reportsPath(report: "live" | "history"): string {
  return path("report", { project: project.value ?? "", report });
}

export function settingsPath(tab: string): string {
  return path("setting", { project: project.value ?? "", tab });
}

interface To {
  view?: View;
  conversation?: string | null;
  order?: Order;
  narrowed?: Narrowed | null;
  search?: string | null;
  who?: string | null;
  status?: Status | null;
  /** Never kept: it goes with the conversation. */
  at?: number | null;
}

/** The address of a place that differs from the present one only in what is given. */
export function pathTo(to: To): string {
  const here = { project: project.value ?? "", view: to.view ?? view.value };
  const open = kept(to.conversation, conversation.value);
  const asked = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null) asked.set(name, String(value));
  };
  const sorted = to.order ?? order.value;
  put("order", sorted === "newest" ? null : sorted);
  const filters = kept(to.narrowed, narrowed.value) ?? UNNARROWED;
  for (const name of NAMES) put(name, filters[name]);
  const words = kept(to.search, search.value);
  put("search", words);
  if (words !== null) {
    put("who", kept(to.who, who.value));
    put("status", kept(to.status, status.value));
  }
  put("at", open ? (to.at ?? null) : null);
  const base = open ? path("conversation", { ...here, conversation: open }) : path("view", here);
  return asked.size > 0 ? `${base}?${asked}` : base;
}

function kept<Value>(wanted: Value | undefined, present: Value): Value {
  return wanted === undefined ? present : wanted;
}

export function go(to: To, options?: { replace: boolean }): void {
  navigate(pathTo(to), options);
}
