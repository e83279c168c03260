import { signal } from "@preact/signals";
import { flushSync } from "preact/compat";

/** What the field below a conversation is for now: an answer to the visitor, or a note for the team. */
export type Writing = "reply" | "note";

export const writing = signal<Writing>("reply");
/** Somebody asked for the field: it takes the focus as soon as it is there. */
export const wanted = signal(false);

export function beginWriting(what: Writing): void {
  // At once, so that the next key is typed into the field.
  flushSync(() => {
    writing.value = what;
    wanted.value = true;
  });
}
