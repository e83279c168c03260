const HIDDEN = 100;

/** Gathers what comes and hands it on once per animation frame; pages and frames that are not drawn get none, so a timer stands by. */
export function perFrame<Item>(act: (items: Item[]) => void): {
  add(items: readonly Item[]): void;
  drop(): void;
} {
  let waiting: Item[] = [];
  let cancel: (() => void) | undefined;
  const run = () => {
    const items = waiting;
    drop();
    if (items.length > 0) act(items);
  };
  const drop = () => {
    cancel?.();
    cancel = undefined;
    waiting = [];
  };
  const add = (items: readonly Item[]) => {
    waiting.push(...items);
    if (cancel) return;
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, HIDDEN);
    cancel = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  };
  return { add, drop };
}
