import { signal } from "@preact/signals";

/** What is being asked about which conversations: one dialog at a time, opened by buttons and by keys. */
export type Asked = { what: "assign" | "snooze" | "block"; ids: readonly string[] };

export const asked = signal<Asked | null>(null);

export function askAbout(what: Asked["what"], ids: readonly string[]): void {
  if (ids.length > 0) asked.value = { what, ids };
}

export function doneAsking(): void {
  asked.value = null;
}
