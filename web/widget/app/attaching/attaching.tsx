import { signal } from "@preact/signals";
import { Attaching, filesIn, sentFile } from "@shared/files/attaching.ts";
import { Carried } from "@shared/files/carried.tsx";
import { Chips } from "@shared/files/chips.tsx";
import sheet from "@shared/files/files.css?url";
import type { Attachment } from "@shared/live/frames.ts";
import type { Said } from "@shared/thread/index.ts";
import { useEffect } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import { becomeSomebody } from "../chat/identity.ts";
import { site } from "../chat/site.ts";

// The widget's parts that are fetched later bring no style sheets by themselves.
document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));

interface Link {
  readonly id: string;
  readonly address: string;
  readonly thumbnail?: string;
}

let attaching: Attaching | undefined;

/** The files of the message that is being written: there is one field. */
export function filesOf(chat: Chat): Attaching {
  attaching ??= new Attaching(
    // Whoever sends a file is somebody from then on.
    async () => ({ base: "/api/v1/visitor", token: (await becomeSomebody(chat.siteKey, {})).token }),
    () => ({ max_file_bytes: 10 * 1024 * 1024, max_attachments: 10, ...site.peek()?.limits }),
  );
  return attaching;
}

/** Adds these, or lets the person choose; on a telephone the browser offers the camera too. */
export function addFiles(chat: Chat, files?: readonly File[] | null): void {
  if (files) {
    filesOf(chat).add(files);
    return;
  }
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  input.onchange = () => filesOf(chat).add([...(input.files ?? [])]);
  input.click();
}

/** What will go with the message; files may be dropped anywhere on the panel. */
export function Tray({ chat }: { readonly chat: Chat }) {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      filesOf(chat).add(filesIn(event.dataTransfer));
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, [chat]);
  return <Chips attaching={filesOf(chat)} />;
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
  const files =
    said.message?.attachments ??
    said.echo?.besides?.attachments?.map(sentFile).filter((one) => one !== undefined) ??
    [];
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
