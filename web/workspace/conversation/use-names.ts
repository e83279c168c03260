import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useId, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { AgentCard } from "../desk/wire.ts";
import { begunName, meant, named } from "./mentions.ts";

const MOST = 6;

/** The list of colleagues that an @ opens in a note, and the keys that walk it. */
export function useNames(
  field: RefObject<HTMLTextAreaElement | null>,
  note: boolean,
  write: (text: string) => void,
) {
  const { store } = useRoom();
  const id = useId();
  const list = useSignal<readonly AgentCard[]>([]);
  const at = useSignal(0);
  const chosen = useRef(new Set<string>());
  const me = store.agent.peek().id;

  const begun = () => {
    const { value, selectionStart, selectionEnd } = field.current ?? {};
    if (!note || value === undefined || selectionStart !== selectionEnd) return null;
    return begunName(value, selectionStart ?? 0);
  };
  const colleagues = () => [...store.agents.peek().values()].filter((one) => one.id !== me);
  const close = () => {
    list.value = [];
  };
  const look = () => {
    const name = begun();
    const found = name ? meant(colleagues(), name.begun, MOST) : [];
    // A name that is written out wants no list.
    list.value = found.length === 1 && found[0]?.name === name?.begun ? [] : found;
    at.value = Math.min(at.peek(), Math.max(0, found.length - 1));
  };
  const choose = (who: AgentCard) => {
    const name = begun();
    const box = field.current;
    if (!name || !box) return;
    chosen.current.add(who.id);
    const before = `${box.value.slice(0, name.at)}@${who.name} `;
    const text = before + box.value.slice(box.selectionStart).replace(/^ /, "");
    write(text);
    box.value = text;
    box.setSelectionRange(before.length, before.length);
    box.focus();
    at.value = 0;
    close();
  };
  /** Whether the key was for the list. */
  const take = (event: KeyboardEvent): boolean => {
    const { length } = list.peek();
    if (length === 0) return false;
    const who = list.peek()[at.peek()];
    if (event.key === "ArrowDown") at.value = (at.peek() + 1) % length;
    else if (event.key === "ArrowUp") at.value = (at.peek() + length - 1) % length;
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && who) choose(who);
    else return false;
    event.preventDefault();
    return true;
  };
  const namedIn = (text: string) => named(text, colleagues(), chosen.current);

  return { id, list: list.value, at: at.value, look, choose, take, close, namedIn };
}
