/**
 * The tabs that one person has open. One of them leads and makes the sounds: the one that was used last, since a browser
 * lets only pages sound that somebody has touched. What each tab shows is told by locks, which end with the tab
 * however it ends. Where there are no locks, each tab is by itself.
 */
const locks: LockManager | undefined = navigator.locks;

export interface Leading {
  leads(): boolean;
  close(): void;
}

export function lead(name: string): Leading {
  const over = new AbortController();
  let mine = !locks;
  let line = new AbortController();
  const had = () => {
    mine = true;
    return new Promise<void>((done) => over.signal.addEventListener("abort", () => done()));
  };
  const lost = () => {
    // Taken over by a tab that was used since: stands in line again, should that one be closed.
    if (mine && !over.signal.aborted) standInLine();
    mine = !locks;
  };
  const standInLine = () => {
    line = new AbortController();
    locks?.request(name, { signal: line.signal }, had).catch(lost);
  };
  const used = () => {
    if (mine) return;
    line.abort();
    locks?.request(name, { steal: true }, had).catch(lost);
  };
  standInLine();
  for (const deed of ["pointerdown", "keydown"]) addEventListener(deed, used, { signal: over.signal });
  const close = () => {
    line.abort();
    over.abort();
  };
  return { leads: () => mine, close };
}

/** Tells the other tabs of something until what this answers is called. */
export function hold(name: string): () => void {
  const over = new AbortController();
  const held = new Promise<void>((done) => over.signal.addEventListener("abort", () => done()));
  locks?.request(name, { mode: "shared", signal: over.signal }, () => held).catch(() => {}); // let go before it was had
  return () => over.abort();
}

/** Which of the things that tabs tell of are so now. */
export async function heldByAny(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name ?? ""));
}
