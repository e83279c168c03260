import { computed, effect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { area, place } from "./places.ts";
import { account } from "./session/account.ts";

/*
 * A change of page inside an app is silent to a screen reader and leaves the keyboard in what has gone. So the heading of
 * the new page takes the focus, as soon as it is there; one that was loaded by the browser needs none of this.
 */

const page = computed(() => {
  const at = place.value;
  if (account.value === undefined) return null;
  return `${account.value ? "in" : "out"} ${area(at?.name)} ${at && "project" in at.params ? at.params.project : ""}`;
});

let before: string | null = null;
let due = false;

effect(() => {
  due ||= before !== null && page.value !== before;
  before = page.value;
});

/** The one main heading of a page. */
export function PageHeading({ id, children }: { id?: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (due) heading.current?.focus({ preventScroll: true });
    due = false;
  }, []);
  return (
    <h1 id={id} ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
