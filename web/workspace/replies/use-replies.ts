import { useSignal } from "@preact/signals";
import type { Reply } from "@shared/api/index.ts";
import type { RefObject } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { filled, valuesOf } from "./filling.ts";
import { begunShortcut, found } from "./finding.ts";

const MOST = 50;

/** The list of saved replies that a / or # opens, and the keys that walk it. */
export function useReplies(
  field: RefObject<HTMLTextAreaElement | null>,
  conversation: Conversation,
  write: (text: string) => void,
) {
  const { store, replies } = useRoom();
  const id = useId();
  const sign = useSignal<{ readonly at: number; readonly begun: string } | null>(null);
  const at = useSignal(0);
  // Whoever said no to the list where they are is left alone there.
  const refused = useRef<number | null>(null);
  // A sign that the button wrote goes again with the list.
  const lent = useRef(false);
  const known = replies.all.value;
  const list = sign.value && known ? found(known, sign.value.begun).slice(0, MOST) : [];
  const wanted = sign.value !== null;
  // A word that begins like none of them is a word. Who has only typed the sign is told if there is none.
  const open = wanted && (list.length > 0 || sign.value?.begun === "");

  useEffect(() => {
    if (wanted) replies.want();
  }, [wanted, replies]);

  const close = () => {
    sign.value = null;
    lent.current = false;
  };
  const look = () => {
    const { value, selectionStart, selectionEnd } = field.current ?? {};
    const begun =
      value === undefined || selectionStart !== selectionEnd
        ? null
        : begunShortcut(value, selectionStart ?? 0);
    if (begun?.at !== refused.current) refused.current = null;
    if (!begun || refused.current !== null) return close();
    if (sign.peek()?.begun !== begun.begun) at.value = 0;
    sign.value = begun;
  };
  const insert = (from: number, words: string) => {
    const box = field.current;
    if (!box) return;
    box.setRangeText(words, from, Math.max(from, box.selectionStart), "end");
    write(box.value);
    box.focus();
  };
  const choose = (reply: Reply) => {
    const begun = sign.peek();
    if (!begun) return;
    const visitor = store.visitors.peek().get(conversation.visitor.id) ?? conversation.visitor;
    close();
    insert(begun.at, filled(reply.text, valuesOf(visitor, store.agent.peek(), store.project.peek())));
    replies.used(reply, Date.now());
  };
  /** The button: as if one had typed the sign. */
  const openList = () => {
    const box = field.current;
    if (!box) return;
    if (wanted) return leave();
    const before = box.value.slice(0, box.selectionStart);
    insert(box.selectionStart, /(^|\s)$/.test(before) ? "/" : " /");
    lent.current = true;
    refused.current = null;
    look();
  };
  const leave = () => {
    const begun = sign.peek();
    if (!begun) return;
    if (lent.current && begun.begun === "") insert(begun.at, "");
    else refused.current = begun.at;
    close();
  };
  /** Whether the key was for the list. */
  const take = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const reply = list[at.peek()];
    if (event.key === "Escape") leave();
    else if (event.key === "ArrowDown" && reply) at.value = (at.peek() + 1) % list.length;
    else if (event.key === "ArrowUp" && reply) at.value = (at.peek() + list.length - 1) % list.length;
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && reply) choose(reply);
    else return false;
    event.preventDefault();
    return true;
  };
  return {
    id,
    open,
    list,
    at: at.value,
    typed: sign.value?.begun ?? "",
    look,
    choose,
    take,
    close,
    openList,
  };
}

export type Choosing = ReturnType<typeof useReplies>;
