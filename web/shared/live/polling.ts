import type { Door, Polled } from "./doors.ts";
import type { Fact, Place } from "./frames.ts";

const WAIT = 25;

export interface Poller<F extends Fact> {
  place(): Place;
  polled(answer: Polled<F>): Promise<void> | void;
  /** It failed or was told to stop; it does not go on by itself. */
  ended(problem: unknown): void;
}

/** Asks again and again over HTTP, from the same cursor as the socket would. */
export function poll<F extends Fact>(door: Door, on: Poller<F>): () => void {
  const stop = new AbortController();
  const run = async () => {
    try {
      // The first answer comes at once, so that the screen knows that it is connected.
      for (let wait = 0; !stop.signal.aborted; wait = WAIT) {
        const answer = await door.events<F>(on.place(), wait, stop.signal);
        if (!stop.signal.aborted) await on.polled(answer);
      }
    } catch (problem) {
      if (!stop.signal.aborted) on.ended(problem);
    }
  };
  void run();
  return () => stop.abort();
}
