import { signal } from "@preact/signals";
import type { Administrator } from "@shared/api/index.ts";

/** Which dialog of this room is open. The checklist opens the same ones from elsewhere on the page. */
export type Asked =
  | { what: "add" }
  | { what: "modify" | "remove"; id: string }
  | { what: "link"; sent: Administrator };

export const asked = signal<Asked | null>(null);

export function askFor(wanted: Asked): void {
  asked.value = wanted;
}

export function done(): void {
  asked.value = null;
}
