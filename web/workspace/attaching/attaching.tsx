import "@shared/files/files.css";
import { Attaching, filesIn, sentFile } from "@shared/files/attaching.ts";
import { Carried } from "@shared/files/carried.tsx";
import { Chips } from "@shared/files/chips.tsx";
import { Pick } from "@shared/files/pick.tsx";
import type { Besides } from "@shared/live/index.ts";
import type { Said } from "@shared/thread/index.ts";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Room, useRoom } from "../desk/room.ts";
import style from "./attaching.module.css";

// What was chosen stays while one looks at another conversation.
const begun = new WeakMap<Room, Map<string, Attaching>>();

/** The files of the answer, or of the note, that is being written in a conversation. */
export function useAttaching(id: string, note: boolean): Attaching {
  const room = useRoom();
  const ofRoom = begun.get(room) ?? new Map<string, Attaching>();
  begun.set(room, ofRoom);
  const key = `${id} ${note}`;
  const known = ofRoom.get(key);
  if (known) return known;
  const base = baseOf(room);
  const attaching = new Attaching(
    async () => ({ base }),
    () => room.store.desk().limits,
  );
  ofRoom.set(key, attaching);
  return attaching;
}

/** What goes along with the words; undefined where it is nothing. */
export function withFiles(attaching: Attaching, besides?: Besides): Besides | undefined {
  const files = attaching.take();
  return files.length > 0 ? { ...besides, attachments: files.map(({ id }) => id) } : besides;
}

/** Takes what is pasted or dropped on what is inside; text goes where it always went. */
export function Landing({ attaching, children }: { attaching: Attaching; children: ComponentChildren }) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside does the same for whoever has no mouse
    <div
      class={style.landing}
      data-over={over ? "" : undefined}
      onPaste={(event) => {
        const files = filesIn(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        attaching.add(files);
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const files = filesIn(event.dataTransfer);
        if (files.length === 0) return;
        event.preventDefault();
        attaching.add(files);
      }}
    >
      <Chips attaching={attaching} />
      {children}
    </div>
  );
}

export { Pick };

/** What messages carry, read by this agent's own cookie. */
export function carriedBy(room: Room) {
  const base = baseOf(room);
  return ({ message, echo, own }: Said) => {
    const files =
      message?.attachments ??
      echo?.besides?.attachments?.flatMap((id) => {
        const one = sentFile(id);
        return one ? [one] : [];
      });
    if (!files?.length) return undefined;
    return (
      <Carried
        files={files}
        own={own}
        address={({ id }) => ({ whole: `${base}/files/${id}`, small: `${base}/files/${id}/thumbnail` })}
      />
    );
  };
}

function baseOf(room: Room): string {
  return `/api/v1/workspace/${room.id}`;
}
