import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Opening } from "../chat/words.ts";

const part = signal<typeof import("./waiting.tsx") | null>(null);

/** What only who waits needs to read: fetched when somebody does. */
export function Later(told: { hours: Opening } | { chat: Chat; id: string }) {
  useEffect(() => {
    if (!part.peek())
      import("./waiting.tsx").then((loaded) => {
        part.value = loaded;
      });
  }, []);
  const loaded = part.value;
  if (!loaded) return null;
  return "hours" in told ? <loaded.Back {...told} /> : <loaded.InQueue {...told} />;
}
