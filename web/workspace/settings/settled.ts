import { Refusal } from "@shared/api/index.ts";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useCallback, useEffect, useState } from "preact/hooks";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";

/** One matter as the server holds it, and which version that is. */
export interface Settled<Value> {
  value: Value;
  version: number;
}

/**
 * A form for one matter of the settings: loaded once, sent whole with the version that it began from. Where somebody else
 * was faster, what was typed stays and the next press replaces theirs.
 */
export function useSettled<Value>(
  fields: readonly string[],
  load: () => Promise<Settled<Value>>,
  save: (value: Value, version: number) => Promise<Settled<Value>>,
) {
  const [typed, setTyped] = useState<Value | null>(null);
  const [version, setVersion] = useState(0);
  const [problem, setProblem] = useState("");

  const reload = useCallback(() => {
    setProblem("");
    load().then(
      (now) => {
        setTyped(now.value);
        setVersion(now.version);
      },
      (refused) => setProblem(inWords(refused)),
    );
  }, [load]);
  useEffect(reload, [reload]);

  const form = useSubmit(
    fields,
    async () => {
      if (typed === null) return;
      try {
        const now = await save(typed, version);
        setTyped(now.value);
        setVersion(now.version);
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === "stale") setVersion((await load()).version);
        throw thrown;
      }
      toast(t("settings.saved"));
    },
    t("problem.unknown"),
  );
  return { typed, setTyped, problem, reload, form };
}
