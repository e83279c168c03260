import type { Thread } from "@shared/thread/index.ts";

/** Earlier pages at most: what lies behind is so old that one scrolls for it. */
const PAGES = 60;
const FRAMES = 20;

/** Loads a thread down to a place in it; false where that cannot be reached. */
export async function reach(thread: Thread, pos: number): Promise<boolean> {
  for (let page = 0; page < PAGES; page++) {
    const [first] = thread.messages;
    if (first && first.pos <= pos) return thread.messages.some((one) => one.pos === pos);
    if (!thread.hasEarlier) return false;
    await thread.loadEarlier();
    // What failed, or was on its way already, may be tried again; what brings nothing ends it.
    if (thread.messages[0] === first) await pause(100);
  }
  return false;
}

/** Brings the message into the middle, as soon as it is drawn, and keeps it there until the thread has settled. */
export async function show(pos: number): Promise<void> {
  for (let frame = 0; frame < FRAMES; frame++) {
    const said = document.querySelector<HTMLElement>(`[data-said="${pos}"]`);
    said?.scrollIntoView({ block: "center" });
    if (said && frame > 2 && inSight(said)) return;
    await new Promise(requestAnimationFrame);
  }
}

function inSight(said: HTMLElement): boolean {
  const { top, bottom } = said.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
