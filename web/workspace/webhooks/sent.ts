import type { Delivery, DeliveryState, Page, Webhook } from "@shared/api/index.ts";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { inWords } from "../problems.ts";
import { useWebhooks } from "./asking.ts";

const PAGE = 50;
const SOON = 2_000;
const LATER = 15_000;
const MOVING: readonly DeliveryState[] = ["waiting", "sending"];

/** What was sent to a webhook, page after page; asked for again while something is on its way and somebody looks. */
export function useDeliveries(
  webhook: Webhook,
  progress: DeliveryState | null,
  onMoved: () => Promise<void>,
) {
  const ask = useWebhooks();
  const [page, setPage] = useState<Page<Delivery> | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  const load = useCallback(
    async (after: string | null) => {
      const mine = ++turn.current;
      setBusy(true);
      try {
        const now = await ask.deliveries(webhook.id, progress, after);
        if (mine !== turn.current) return;
        setProblem("");
        setPage((before) =>
          after && before ? { items: [...before.items, ...now.items], next: now.next } : now,
        );
      } catch (refused) {
        if (mine === turn.current) setProblem(inWords(refused));
      } finally {
        if (mine === turn.current) setBusy(false);
      }
    },
    [ask, webhook.id, progress],
  );
  useEffect(() => {
    setPage(null);
    void load(null);
  }, [load]);

  const every = page?.items.some((one) => MOVING.includes(one.state)) ? SOON : LATER;
  const long = (page?.items.length ?? 0) > PAGE;
  const on = webhook.disabled_at === null;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => {
      // Who has gone on to older ones is not sent back to the beginning.
      if (document.hidden || long) return;
      void load(null);
      void onMoved();
    }, every);
    return () => clearInterval(timer);
  }, [every, on, long, load, onMoved]);

  const next = page?.next;
  return {
    items: page?.items ?? null,
    more: next ? () => void load(next) : null,
    problem: page ? "" : problem,
    busy,
    again: () => void load(null),
  };
}
