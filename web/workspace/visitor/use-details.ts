import { useCallback, useEffect, useState } from "preact/hooks";
import { learn, learnDetails } from "../desk/learning.ts";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";

export interface Fetched {
  /** Why it could not be fetched, in words; empty while all is well. */
  readonly problem: string;
  readonly again: () => void;
}

/** Fetches what the list does not carry; from then on facts keep it true. */
export function useDetails(id: string): Fetched {
  const { ask, store } = useRoom();
  const [problem, setProblem] = useState("");
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let left = false;
    setProblem("");
    ask
      .conversation(id)
      .then((found) => {
        if (left) return;
        const outcome = learn(store.desk(), [found.conversation], found.pos);
        store.take({ ...outcome, desk: learnDetails(outcome.desk, id, found), touched: new Set([id]) });
      })
      .catch((refused) => {
        if (!left) setProblem(inWords(refused));
      });
    return () => {
      left = true;
    };
  }, [ask, store, id, tries]);

  const again = useCallback(() => setTries((before) => before + 1), []);
  return { problem, again };
}
