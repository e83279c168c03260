import type { Thread } from "@shared/thread/index.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect } from "preact/hooks";
import { reach, show } from "./jump.ts";
import { t } from "./words.ts";

/** Brings what the address points at into sight, as soon as the thread is there. */
export function useJump(thread: Thread, pos: number | null): void {
  const ready = thread.state.value === "ready";
  useEffect(() => {
    if (!ready || pos === null) return;
    let left = false;
    void reach(thread, pos).then((there) => {
      if (left) return;
      if (there) void show(pos);
      else toast(t("search.missing"));
    });
    return () => {
      left = true;
    };
  }, [thread, ready, pos]);
}
