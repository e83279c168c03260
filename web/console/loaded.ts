import { batch, signal } from "@preact/signals";
import { Refusal } from "@shared/api/index.ts";
import { useEffect } from "preact/hooks";

/** Something from the server that a screen shows: what is known, or why it is not, and how to ask again. */
export function loaded<Value>(load: (quiet: boolean) => Promise<Value>, otherwise: () => string) {
  const value = signal<Value | null>(null);
  const problem = signal<string | null>(null);
  /** The problem is that it is not there: asking again is of no use. */
  const missing = signal(false);
  /** What the problem is called. */
  const code = signal<string | null>(null);
  let version = 0;

  /** A newer answer came in by another way; what was asked before it is old news. */
  const set = (newer: Value) => {
    version++;
    batch(() => {
      value.value = newer;
      problem.value = null;
    });
  };

  /** `quiet`: nobody asked for it, so failing is no news as long as there is something to show. */
  const refresh = async (quiet = false) => {
    const asked = ++version;
    if (!quiet) problem.value = null;
    try {
      const answer = await load(quiet);
      if (asked === version) set(answer);
    } catch (thrown) {
      if (asked !== version || (quiet && value.peek() !== null && !gone(thrown))) return;
      problem.value = thrown instanceof Refusal ? thrown.message : otherwise();
      missing.value = gone(thrown);
      code.value = thrown instanceof Refusal ? thrown.code : null;
      if (!(thrown instanceof Refusal)) reportError(thrown);
    }
  };

  return { value, problem, missing, code, set, refresh };
}

/** What is shown is not (or no longer) this person's: unlike a lost connection that must not stay unnoticed. */
function gone(thrown: unknown): boolean {
  return (
    thrown instanceof Refusal &&
    (thrown.status === 403 || thrown.status === 404 || thrown.code === "project_closed")
  );
}

/** Asks again when the person comes back to the page, and every so often while they look at it. */
export function useFresh(refresh: () => void, every: number): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") refresh();
    };
    const timer = setInterval(look, every);
    document.addEventListener("visibilitychange", look);
    addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      removeEventListener("focus", look);
    };
  }, [refresh, every]);
}
