/** Notifications of the operating system: only for what nobody looks at, and gone again once it was seen. */
import { signal } from "@preact/signals";

export type Allowed = NotificationPermission | "impossible";

/** What the browser says; it is asked by a press only, with the reason beside it. */
export const allowed = signal<Allowed>(look());

const shown = new Map<string, Notification>();

export async function askToAllow(): Promise<void> {
  if (allowed.peek() === "default") await Notification.requestPermission();
  allowed.value = look();
}

/** `tag`: a later one with the same takes the place of the earlier. */
export function show(tag: string, title: string, body: string, onOpen: () => void): void {
  if (!mayShow()) return;
  try {
    const note = new Notification(title, { body, tag, icon: "/bell.svg" });
    note.onclick = () => {
      note.close();
      focus();
      onOpen();
    };
    shown.set(tag, note);
  } catch {
    // Telephones show only what a service worker asks for.
  }
}

export function take(tag: string): void {
  shown.get(tag)?.close();
  shown.delete(tag);
}

export function mayShow(): boolean {
  return look() === "granted";
}

function look(): Allowed {
  return "Notification" in window && isSecureContext ? Notification.permission : "impossible";
}
