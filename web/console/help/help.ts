import { computed, effect, signal } from "@preact/signals";
import type { Help } from "@shared/api/index.ts";
import { language } from "@shared/i18n/index.ts";
import { here } from "@shared/ui/router.tsx";
import { loaded } from "../loaded.ts";
import { place } from "../places.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";

/* What there is to read and see, and which question is open. The question stands in the address behind the #, so that it can
   be sent to somebody, survives a reload, and the Back button closes it; the page under it is never left. */

const spoken = signal<string | null>(null);
const page = loaded<Help>(
  () => ask<Help>("GET", "/help", { open: true }),
  () => t("problem.unexpected"),
);

export const help = page.value;
export const problem = page.problem;

/** Asked for when somebody first sees a place for it, and in the other language when they change it. */
export function fetchHelp(again = false): void {
  if (spoken.peek() === language.value && !again) return;
  spoken.value = language.value;
  void page.refresh();
}

export interface Answer {
  name: string;
  title: string;
  html: string;
  words: string;
  text: string;
  places: string[];
}

export const answers = computed<Answer[]>(() =>
  (help.value?.questions ?? []).map((one) => ({ ...one, text: textOf(one.html) })),
);

/** The question that stands in the address. */
export const asked = signal(read());
/** Help is open over the page. */
export const open = signal(false);
/** The introduction is open over the page. */
export const watching = signal(false);

export function askQuestion(name: string): void {
  if (asked.peek() === name) return;
  const to = `${here()}#question=${encodeURIComponent(name)}`;
  if (asked.peek() === null) history.pushState({ question: true }, "", to);
  else history.replaceState(history.state, "", to);
  asked.value = name;
}

/** Closes it. Whoever opened it here goes back; whoever came with it stays. */
export function leaveQuestion(): void {
  if (asked.peek() === null) return;
  asked.value = null;
  if (history.state?.question) history.back();
  else history.replaceState(null, "", here());
}

/** Opens help over whatever is there, an open dialog included, at a question if one is named. */
export function openHelp(question?: string): void {
  fetchHelp();
  open.value = true;
  if (question) askQuestion(question);
}

export function closeHelp(): void {
  open.value = false;
  leaveQuestion();
}

function read(): string | null {
  const found = /^#question=([\w-]{1,80})$/.exec(location.hash);
  return found?.[1] ?? null;
}

function follow(): void {
  asked.value = read();
}

addEventListener("popstate", follow);
addEventListener("hashchange", follow);
effect(() => {
  // Another page has another address.
  void place.value;
  follow();
});

function textOf(html: string): string {
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  return parsed.content.textContent ?? "";
}
