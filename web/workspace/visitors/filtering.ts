import type { VisitorsHere } from "@shared/api/index.ts";
import { called } from "../visitor/called.ts";

export type Here = VisitorsHere["items"][number];
export const SHOWN = ["all", "silent", "talking"] as const;
export type Shown = (typeof SHOWN)[number];

/** In an open conversation, in the queue or with somebody. */
export function talks({ conversation }: Here): boolean {
  return !!conversation && conversation.status !== "closed";
}

/** Those of whom this holds and who are meant by the words. */
export function matching(items: readonly Here[], shown: Shown, words: string): Here[] {
  const wanted = words.trim().toLowerCase();
  return items.filter((one) => {
    if (shown !== "all" && talks(one) !== (shown === "talking")) return false;
    const { email, page_url, page_title, remark } = one.visitor;
    return [called(one.visitor), email, page_url, page_title, remark].some((text) =>
      text?.toLowerCase().includes(wanted),
    );
  });
}
