import { computed } from "@preact/signals";
import { navigate, query, router } from "@shared/ui/router.tsx";
import { isOrder, isView, type Order, type View } from "./desk/views.ts";

/** Where one is: the project, the view, the order and the conversation all stand in the address. */
const { place, path } = router({
  home: "/workspace/",
  setPassword: "/workspace/set-password",
  join: "/workspace/join",
  forgotten: "/workspace/forgotten",
  project: "/workspace/:project",
  team: "/workspace/:project/team",
  settings: "/workspace/:project/settings",
  setting: "/workspace/:project/settings/:tab",
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
  if (name === "team") return "team";
  return name === "settings" || name === "setting" ? "settings" : "conversations";
});

/** Which tab of the settings is open; null: the first. */
export const tab = computed(() => (place.value?.name === "setting" ? place.value.params.tab : null));

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

export const HOME = path("home");
export const FORGOTTEN = path("forgotten");

export function projectPath(id: string): string {
  return `${path("project", { project: id })}/`;
}

export function teamPath(): string {
  return path("team", { project: project.value ?? "" });
}

export function settingsPath(tab: string): string {
  return path("setting", { project: project.value ?? "", tab });
}

/** The address of a place that differs from the present one only in what is given. */
export function pathTo(to: { view?: View; conversation?: string | null; order?: Order }): string {
  const at = { project: project.value ?? "", view: to.view ?? view.value };
  const open = to.conversation === undefined ? conversation.value : to.conversation;
  const sorted = to.order ?? order.value;
  const base = open ? path("conversation", { ...at, conversation: open }) : path("view", at);
  return sorted === "newest" ? base : `${base}?order=${sorted}`;
}

export function go(to: Parameters<typeof pathTo>[0], options?: { replace: boolean }): void {
  navigate(pathTo(to), options);
}
