import { useEffect, useState } from "preact/hooks";
import { inWords } from "../problems.ts";

/** The secret of a mailed link, and what it is for. It stands behind the #, which no server and no log is told. */
export function useLink<Shown>(look: (token: string) => Promise<Shown>): {
  token: string;
  shown: Shown | null;
  problem: string | null;
} {
  // Read once: it leaves the address at once, so that neither the history nor a shared screen keeps it.
  const [token] = useState(() => location.hash.slice(1));
  const [shown, show] = useState<Shown | null>(null);
  const [problem, refuse] = useState<string | null>(null);
  useEffect(() => {
    history.replaceState(null, "", location.pathname);
    look(token).then(show, (refused) => refuse(inWords(refused)));
  }, [token]);
  return { token, shown, problem };
}
