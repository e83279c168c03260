import { useLayoutEffect, useRef } from "preact/hooks";
import { HEADING } from "../conversation/head.tsx";
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
    if (left === open || !isLost(document.activeElement)) return;
    if (open) document.getElementById(HEADING)?.focus({ preventScroll: true });
    else if (left) rowOf(left)?.focus({ preventScroll: true });
  }, [open]);
}

function isLost(element: Element | null): boolean {
  return !element || element === document.body || !element.checkVisibility({ visibilityProperty: true });
}
