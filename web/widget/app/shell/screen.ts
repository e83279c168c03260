import { computed, effect, signal } from "@preact/signals";
import { openOne } from "../chat/apply.ts";
import type { Chat } from "../chat/chat.ts";

/** The panel is open; the page at its own address always is. */
export const opened = signal(false);

const looked = signal(document.visibilityState === "visible");
document.addEventListener("visibilitychange", () => {
  looked.value = document.visibilityState === "visible";
});

/** Somebody can see what is drawn: what stands on the screen now is read. */
export const watched = computed(() => opened.value && looked.value);

export type Place =
  | { readonly at: "list" }
  /** `visit` stays when a first message gives the conversation its id: nothing is drawn anew then, and the focus stays. */
  | { readonly at: "conversation"; readonly id: string | null; readonly visit: number };

/** What the panel shows: the list of conversations or one of them, and what is being written in each. */
export class Screen {
  readonly place = signal<Place>({ at: "conversation", id: null, visit: 0 });
  /** Unsent text by conversation; in memory only, because writing is not yet sending. */
  readonly drafts = signal<ReadonlyMap<string | null, string>>(new Map());
  /** Grows when the focus should go to where one writes. */
  readonly focus = signal(0);
  readonly #chat: Chat;
  #chosen = false;
  #visits = 0;

  constructor(chat: Chat) {
    this.#chat = chat;
    effect(() => this.#follow());
  }

  /** The panel was opened. */
  enter(): void {
    this.focus.value++;
  }

  showList(): void {
    this.#chosen = true;
    this.place.value = { at: "list" };
    this.focus.value++;
  }

  show(id: string | null): void {
    this.#chosen = true;
    this.place.value = { at: "conversation", id, visit: ++this.#visits };
    this.focus.value++;
  }

  /** The page proposes words. They are the visitor's to send. */
  suggest(text: string): void {
    this.show(openOne(this.#chat.conversations.peek())?.id ?? null);
    if (text) this.write(this.#id(), text);
  }

  draft(): string {
    return this.drafts.value.get(this.#id()) ?? "";
  }

  write(id: string | null, text: string): void {
    this.drafts.value = new Map(this.drafts.peek()).set(id, text);
  }

  #id(): string | null {
    const place = this.place.value;
    return place.at === "conversation" ? place.id : null;
  }

  /** Goes where the visitor would: to the open conversation, or to the list when there are only ended ones. */
  #follow(): void {
    const conversations = this.#chat.conversations.value;
    const open = openOne(conversations);
    const place = this.place.peek();
    if (place.at === "conversation" && place.id !== null && !conversations.has(place.id)) {
      this.#chosen = false;
      this.place.value = { at: "conversation", id: null, visit: ++this.#visits };
    } else if (place.at === "conversation" && place.id === null && open) {
      this.#move(open.id, place.visit);
    } else if (place.at === "conversation" && place.id === null && !this.#chosen && conversations.size > 0) {
      this.place.value = { at: "list" };
    }
  }

  /** What was written before there was a conversation goes along into it. */
  #move(id: string, visit: number): void {
    const draft = this.drafts.peek().get(null);
    this.place.value = { at: "conversation", id, visit };
    if (!draft) return;
    this.write(id, draft);
    this.write(null, "");
  }
}
