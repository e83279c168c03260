import { signal } from "@preact/signals";
import type { Said } from "@shared/thread/index.ts";
import { useEffect } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Opening } from "../chat/words.ts";

/** What few need: whoever waits, has files to send or to look at, or writes a very long message. */
export const part = signal<typeof import("./waiting.tsx") | null>(null);

/** Also as soon as a file is dragged over the panel: whoever lets go of it is too quick for a fetch. */
export const load = async () => {
  part.value ??= await import("./waiting.tsx");
  return part.value;
};

/** Takes the files of what was pasted or dropped; without `data` the person chooses. */
export function attach(chat: Chat, data?: DataTransfer | null): void {
  const files = data && [...data.files];
  if (files?.length !== 0) load().then((it) => it.addFiles(chat, files));
}

type Told =
  | { hours: Opening }
  | { chat: Chat; id: string }
  | { chat: Chat; said: Said }
  | { text: string; left: number }
  | { unread: number };

/** Something of it; fetched when there is something to show. */
export function Later(told: Told) {
  useEffect(() => void load(), []);
  const loaded = part.value;
  if (!loaded) return null;
  if ("said" in told) return <loaded.Files {...told} />;
  if ("unread" in told) return <loaded.Unread {...told} />;
  if ("left" in told) return <loaded.Room {...told} />;
  return "hours" in told ? <loaded.Back {...told} /> : <loaded.InQueue {...told} />;
}
