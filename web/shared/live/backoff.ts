const FIRST = 500;
const LONGEST = 30_000;

/** Exponential with full jitter: after an outage, a thousand clients come back spread over the whole span. */
export class Backoff {
  #tries = 0;

  next(): number {
    return Math.random() * Math.min(LONGEST, FIRST * 2 ** this.#tries++);
  }

  reset(): void {
    this.#tries = 0;
  }

  get tries(): number {
    return this.#tries;
  }
}
