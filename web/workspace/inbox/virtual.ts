import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { type RefObject, useLayoutEffect, useReducer, useRef } from "preact/compat";

interface Wanted {
  ids: readonly string[];
  /** Every row is this high, so that places are known without measuring. */
  height: number;
  scroller: RefObject<HTMLElement | null>;
}

/** The rows that are in sight. Ten thousand conversations cost what twenty do. */
export function useVirtualRows({ ids, height, scroller }: Wanted) {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const kept = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  const options = {
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index: number) => ids[index] ?? index,
    overscan: 6,
    initialRect: { width: 320, height: 800 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(undefined),
  };
  kept.current ??= new Virtualizer<HTMLElement, HTMLElement>(options);
  const virtual = kept.current;
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  useStillReading(ids, height, scroller);
  return virtual;
}

/**
 * Rows that arrive above what is in sight push it down; the scroll position follows, so that nothing moves under the eye.
 * At the very top one looks for what is new, and there it may come in.
 */
function useStillReading(
  ids: readonly string[],
  height: number,
  scroller: RefObject<HTMLElement | null>,
): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = ids;
    if (!element || old === ids || element.scrollTop < height / 2) return;
    const first = Math.floor(element.scrollTop / height);
    // The row at the edge may be the one that moved away: then its neighbour is what one goes on reading.
    for (let at = first; at < Math.min(old.length, first + 5); at++) {
      const now = ids.indexOf(old[at] ?? "");
      if (now < 0 || Math.abs(now - at) > 50) continue;
      if (now !== at) element.scrollTop += (now - at) * height;
      return;
    }
  }, [ids, height, scroller]);
}
