import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const NEAR = 48;
const EARLY = 400;

/**
 * Keeps a list that grows at both ends where the reader left it: at the end it stays at the end, anywhere else the line
 * that is being read does not move. (Browsers' own scroll anchoring does not cover this everywhere.)
 */
export function useAnchoredScroll(list: RefObject<HTMLElement | null>, onNearTop: () => void) {
  const [atEnd, setAtEnd] = useState(true);
  const end = useRef(true);
  const anchor = useRef<{ element: Element; top: number } | null>(null);
  const moved = useRef(0);

  const note = useCallback(() => {
    const box = list.current;
    if (!box) return;
    end.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setAtEnd(end.current);
    anchor.current = end.current ? null : topmost(box);
  }, [list]);

  const settle = useCallback(() => {
    const box = list.current;
    if (!box) return;
    const kept = anchor.current;
    if (end.current) box.scrollTop = box.scrollHeight;
    else if (kept?.element.isConnected) box.scrollTop += offset(kept.element, box) - kept.top;
    note();
  }, [list, note]);

  // After every drawing, before it is painted.
  useLayoutEffect(settle);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    // The keyboard of a telephone, a growing composer, a font that arrives: none of them is a drawing of ours.
    const sizes = new ResizeObserver(settle);
    sizes.observe(box);
    if (box.firstElementChild) sizes.observe(box.firstElementChild);
    const scrolled = () => {
      const up = box.scrollTop < moved.current;
      moved.current = box.scrollTop;
      note();
      if (up && box.scrollTop < EARLY) onNearTop();
    };
    box.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", scrolled);
    };
  }, [list, settle, note, onNearTop]);

  const toEnd = useCallback(() => {
    end.current = true;
    settle();
  }, [settle]);
  return { atEnd, toEnd };
}

function topmost(box: HTMLElement): { element: Element; top: number } | null {
  for (const element of box.querySelectorAll("[data-anchor]")) {
    const top = offset(element, box);
    if (top + element.clientHeight > 0) return { element, top };
  }
  return null;
}

function offset(element: Element, box: HTMLElement): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top;
}
