import { useLayoutEffect } from "preact/hooks";

/** Where the focus goes when the list that had it makes room for the thread. */
export const HEADING = "conversation-heading";

let entered: string | null = null;

/** The person has come to a conversation, or left all: its heading takes the focus if nobody else has it. */
export function enter(id: string | null): void {
  entered = id;
  if (id && focusIsLost()) document.getElementById(HEADING)?.focus({ preventScroll: true });
}

/** For a heading that comes later than its pane, because its conversation is on its way or is fetched anew. */
export function useLateFocus(id: string): void {
  useLayoutEffect(() => {
    if (id === entered) enter(id);
  }, [id]);
}

export function focusIsLost(): boolean {
  const element = document.activeElement;
  return !element || element === document.body || !element.checkVisibility({ visibilityProperty: true });
}
