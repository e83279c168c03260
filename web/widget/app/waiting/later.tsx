import { signal } from "@preact/signals";
import type { Said } from "@shared/thread/index.ts";
import { useEffect } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Opening } from "../chat/words.ts";

const part = signal<typeof import("./waiting.tsx") | null>(null);

type Told = { hours: Opening } | { chat: Chat; id: string } | { chat: Chat; said: Said };

/** What only who waits needs to read, and files, which few messages carry: fetched when there is something to show. */
export function Later(told: Told) {
  useEffect(() => {
    if (!part.peek())
      import("./waiting.tsx").then((loaded) => {
        part.value = loaded;
      });
  }, []);
  const loaded = part.value;
  if (!loaded) return null;
  if ("said" in told) return <loaded.Files {...told} />;
  return "hours" in told ? <loaded.Back {...told} /> : <loaded.InQueue {...told} />;
}
