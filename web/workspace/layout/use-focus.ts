import { useLayoutEffect, useRef } from "preact/hooks";
import { enter, focusIsLost } from "../conversation/heading.ts";
import { rowOf } from "../inbox/row.tsx";

/**
 * Where one pane takes another's place, the focus would fall out of the page: it goes to the thread's heading on the way
 * in and back to the row on the way out. Where both are in sight, only a focus that was lost is put back.
 */
export function useFocusThatStays(open: string | null): void {
  const before = useRef(open);
  useLayoutEffect(() => {
    const left = before.current;
    before.current = open;
    if (left === open) return;
    enter(open);
    if (!open && left && focusIsLost()) rowOf(left)?.focus({ preventScroll: true });
  }, [open]);
}
