import { t } from "./words.ts";

/** What a list shows of a message: its text, else what it carries. */
export function snippet(said: {
  readonly text: string;
  readonly carries?: "picture" | "video" | "audio" | "file" | null | undefined;
}): string {
  return said.text || (said.carries ? t(`kind.${said.carries}`) : "");
}
