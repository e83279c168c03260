import { signal } from "@preact/signals";

/** The words that somebody is about to keep as a reply. */
export const keeping = signal<string | null>(null);
