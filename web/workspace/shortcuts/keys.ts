import { signal } from "@preact/signals";
import { VIEWS, type View } from "../desk/views.ts";

/**
 * Every key of the Workspace, once: the handler and the help overlay both read this table. A key is what `event.key`
 * says, lower-cased; "mod" is Control, or Command on a Mac. Keys that are a single character can be switched off
 * (WCAG 2.1.4); the others stay.
 */
export const KEYS = [
  { deed: "next", keys: ["j"] },
  { deed: "previous", keys: ["k"] },
  { deed: "reply", keys: ["r"] },
  { deed: "note", keys: ["n"] },
  { deed: "claim", keys: ["c"] },
  { deed: "assign", keys: ["a"] },
  { deed: "unassign", keys: ["u"] },
  { deed: "snooze", keys: ["z"] },
  { deed: "select", keys: ["x"] },
  { deed: "close", keys: ["e"] },
  { deed: "reopen", keys: ["o"] },
  { deed: "tag", keys: ["t"] },
  { deed: "details", keys: ["d"] },
  { deed: "search", keys: ["/", "mod+shift+f"] },
  { deed: "view", keys: VIEWS.map((_, at) => String(at + 1)) },
  { deed: "palette", keys: ["mod+k"] },
  { deed: "help", keys: ["?"] },
  { deed: "leave", keys: ["escape"] },
] as const;

export type Deed = (typeof KEYS)[number]["deed"];
export type Deeds = { [Name in Exclude<Deed, "view">]: () => void } & { view: (view: View) => void };

const FACES: Record<string, string> = { escape: "Esc" };
const MAC = /mac|iphone|ipad/i.test(navigator.platform);

/** A key as it stands on this machine's keyboard. */
export function face(key: string): string {
  const parts = key.split("+").map((part) => {
    if (part === "mod") return MAC ? "⌘" : "Ctrl";
    return part === "shift" ? (MAC ? "⇧" : "Shift") : (FACES[part] ?? part.toUpperCase());
  });
  return parts.join(MAC ? "" : "+");
}

/** What can be done now, for whoever lists it. */
export const present = signal<Deeds | null>(null);

const SWITCH = "deskbell.workspace.single-keys";

/** Whether single characters do something. Kept per browser, as the keyboard is. */
export const singleKeys = signal(kept());

export function switchSingleKeys(on: boolean): void {
  singleKeys.value = on;
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // A browser without storage keeps it as long as the page.
  }
}

/** What a key press asks for; null where it belongs to whatever has the focus. */
export function deedOf(event: KeyboardEvent, single = singleKeys.value): { deed: Deed; key: string } | null {
  if (event.defaultPrevented || event.isComposing || event.altKey) return null;
  const key = named(event);
  if (key.length === 1 && (!single || event.repeat || isTyping(event.target))) return null;
  if (document.querySelector("dialog[open]")) return null;
  const entry = KEYS.find(({ keys }) => keys.some((one) => one === key));
  return entry ? { deed: entry.deed, key } : null;
}

function named(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return key;
  return event.shiftKey ? `mod+shift+${key}` : `mod+${key}`;
}

/** Listens until told to stop. */
export function listen(deeds: Deeds): () => void {
  const onKey = (event: KeyboardEvent) => {
    const asked = deedOf(event);
    if (!asked) return;
    event.preventDefault();
    if (asked.deed === "view") deeds.view(VIEWS[Number(asked.key) - 1] ?? "my");
    else deeds[asked.deed]();
  };
  addEventListener("keydown", onKey);
  present.value = deeds;
  return () => {
    removeEventListener("keydown", onKey);
    present.value = null;
  };
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=menu], [role=listbox]")) return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function kept(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}
