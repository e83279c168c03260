import { signal } from "@preact/signals";
import { Carried } from "@shared/files/carried.tsx";
import sheet from "@shared/files/files.css?url";
import type { Attachment } from "@shared/live/frames.ts";
import type { Said } from "@shared/thread/index.ts";
import type { Chat } from "../chat/chat.ts";

// The widget's parts that are fetched later bring no style sheets by themselves.
document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));

interface Link {
  readonly id: string;
  readonly address: string;
  readonly thumbnail?: string;
}

// A picture cannot say whose it is: it has an address that holds for some hours, and is asked for again when it does not.
const links = signal<ReadonlyMap<string, Link>>(new Map());
const asked = new Set<string>();
const tried = new Set<string>();
let soon = false;

function want(chat: Chat, id: string): void {
  tried.add(id);
  asked.add(id);
  if (soon) return;
  soon = true;
  setTimeout(() => {
    soon = false;
    const ids = [...asked].slice(-50);
    asked.clear();
    void fetchLinks(chat, ids);
  });
}

async function fetchLinks(chat: Chat, ids: readonly string[]): Promise<void> {
  const answer = await chat.ask<{ items: Link[] }>("files/links", { ids }).catch(() => undefined);
  if (!answer) for (const id of ids) tried.delete(id);
  if (answer) links.value = new Map([...links.peek(), ...answer.items.map((one) => [one.id, one] as const)]);
}

/** What a message carries. */
export function Files({ chat, said }: { readonly chat: Chat; readonly said: Said }) {
  const files = said.message?.attachments ?? [];
  const address = ({ id }: Attachment) => {
    const link = links.value.get(id);
    if (!link && !tried.has(id)) want(chat, id);
    return link && { whole: link.address, small: link.thumbnail ?? link.address };
  };
  return (
    <Carried
      files={files}
      own={said.own}
      address={address}
      onStale={({ id }) => links.peek().has(id) && want(chat, id)}
    />
  );
}
