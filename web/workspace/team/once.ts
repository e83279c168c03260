import { toast } from "@shared/ui/toast.tsx";
import { inWords } from "../problems.ts";

const running = new Set<string>();

/** Does something that no form is for, and says why it could not be. A second press while the first is under way is the same wish. */
export async function once(what: string, act: () => Promise<void>): Promise<void> {
  if (running.has(what)) return;
  running.add(what);
  try {
    await act();
  } catch (refused) {
    toast(inWords(refused), "problem");
  } finally {
    running.delete(what);
  }
}
