import { inWords, type Page } from "@shared/api/index.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../server.ts";
import { t } from "../words.ts";

/** A list of the server's, page after page, for what is asked of it; another question begins it again. */
export function usePaged<Item extends { id: string }, Answer extends Page<Item> = Page<Item>>(
  path: string,
  asked: Record<string, string | null>,
) {
  const question = path + JSON.stringify(asked);
  const latest = useRef(question);
  latest.current = question;
  const [page, setPage] = useState<(Page<Item> & { of: string }) | null>(null);
  const [first, setFirst] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const load = async (after: string | null) => {
    setBusy(true);
    try {
      const answer = await ask<Answer>("GET", path, { query: { ...asked, after, limit: 50 } });
      if (latest.current !== question) return;
      setProblem(null);
      if (!after) setFirst(answer);
      setPage((before) => ({
        of: question,
        items: after && before?.of === question ? [...before.items, ...answer.items] : answer.items,
        next: answer.next,
      }));
    } catch (thrown) {
      if (latest.current === question) setProblem(inWords(thrown, t("problem.unexpected")));
    } finally {
      if (latest.current === question) setBusy(false);
    }
  };

  useEffect(() => void load(null), [question]);

  return {
    items: page?.items ?? null,
    /** The first page as it came, with whatever else it says. */
    first,
    more: page?.next && page.of === question ? () => load(page.next) : null,
    problem,
    busy,
    again: () => load(null),
    /** One of them is another now. */
    put: (newer: Item) =>
      setPage(
        (before) =>
          before && { ...before, items: before.items.map((one) => (one.id === newer.id ? newer : one)) },
      ),
  };
}
