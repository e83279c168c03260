import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { perform, type Verb } from "../conversation/deeds.ts";
import { beginWriting } from "../conversation/writing.ts";
import { type Room, useRoom } from "../desk/room.ts";
import { rowInFocus, rowOf } from "../inbox/row.tsx";
import { chosenOf, selecting, stopSelecting, toggle } from "../inbox/selection.ts";
import { askAbout } from "../moving/asked.ts";
import { unassign } from "../moving/more.tsx";
import { paletteOpen } from "../palette/palette.tsx";
import { at, conversation, go } from "../place.ts";
import { beginSearch, endSearch, isSearching, leaveSearch } from "../searching/field.tsx";
import { listen } from "../shortcuts/keys.ts";
import { tagging } from "../tags/picker.tsx";
import { toggleDetails } from "../visitor/pane.ts";

export const helpOpen = signal(false);

/** What each key does here. */
export function useKeys(): void {
  const room = useRoom();
  useEffect(() => {
    let last = 0;
    const walk = (by: number) => {
      if (isSearching()) return walkFound(room, by);
      const { ids } = room.store.listing.peek();
      const at = ids.indexOf(conversation.peek() ?? "");
      // The one that was open may have left the list, claimed or closed: its neighbours have closed ranks.
      const next = at >= 0 ? at + by : by > 0 ? last : last - 1;
      last = Math.min(ids.length - 1, Math.max(0, next));
      const to = ids[last];
      if (to) go({ conversation: to }, { replace: conversation.peek() !== null });
    };
    const deed = (verb: Verb) => {
      const id = conversation.peek();
      if (id) void perform(room, verb, id);
    };
    const present = () => {
      const id = conversation.peek();
      return id ? room.store.row(id).peek()?.conversation : undefined;
    };
    const about = (what: "assign" | "snooze") => {
      const chosen = chosenOf(room.store.listing.peek().ids);
      if (chosen.length > 0) return askAbout(what, chosen);
      const open = present();
      if (open && open.status !== "closed") askAbout(what, [open.id]);
    };
    return listen({
      next: () => walk(1),
      previous: () => walk(-1),
      reply: () => beginWriting("reply"),
      note: () => beginWriting("note"),
      claim: () => deed("claim"),
      assign: () => about("assign"),
      unassign: () => {
        const chosen = present();
        if (chosen) unassign(room, chosen);
      },
      snooze: () => about("snooze"),
      select: () => {
        const id = rowInFocus() ?? conversation.peek();
        if (id) toggle(id, room.store.listing.peek().ids);
      },
      close: () => deed("close"),
      reopen: () => deed("reopen"),
      tag: () => {
        tagging.value = conversation.peek();
      },
      details: () => conversation.peek() && toggleDetails(),
      search: beginSearch,
      palette: () => {
        paletteOpen.value = true;
      },
      view: (view) => {
        last = 0;
        leaveSearch();
        go({ view, conversation: null, search: null });
      },
      help: () => {
        helpOpen.value = true;
      },
      leave,
    });
  }, [room]);
}

/** Out of the field first, then out of the conversation; the focus goes back to its row. */
function leave(): void {
  const open = conversation.peek();
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement) {
    field.blur();
    if (open) rowOf(open)?.focus();
  } else if (selecting.peek()) stopSelecting();
  else if (open) go({ conversation: null });
  else if (isSearching()) endSearch();
}

/** From one thing that was found to the next. */
function walkFound(room: Room, by: number): void {
  const places = room.finding.places.peek();
  const open = conversation.peek();
  const here = places.findIndex((one) => one.conversation === open && one.at === at.peek());
  const to =
    places[Math.min(places.length - 1, Math.max(0, here + (here < 0 && by < 0 ? places.length : by)))];
  if (to) go({ conversation: to.conversation, at: to.at }, { replace: open !== null });
}
