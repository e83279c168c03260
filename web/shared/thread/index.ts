/**
 * Messages as both sides see them. `Thread` keeps a stretch of a conversation, `ThreadView` draws it; colours come from the
 * tokens `--bubble`, `--bubble-text`, `--bubble-own`, `--bubble-own-text` and can be set on any element above it.
 */
export type { Said } from "./grouping.ts";
export type { MessagePage } from "./history.ts";
export { textBytes } from "./limits.ts";
export { Text } from "./said.tsx";
export { type FetchMessages, Thread } from "./thread.ts";
export { ThreadView, type ThreadViewProps } from "./view.tsx";
