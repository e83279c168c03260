import type { Moment } from "@shared/api/index.ts";
import { useEffect } from "preact/hooks";

/** The most that a timer can count: 24 days. */
const LONGEST = 2 ** 31 - 1;

/** Asks again as soon as the moment has come at which something changes by itself, on the server's clock. */
export function useTurn(turnsAt: Moment | null, skew: number, refresh: () => void): void {
  useEffect(() => {
    if (turnsAt === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const rest = turnsAt - (Date.now() + skew);
      timer = rest > LONGEST ? setTimeout(wait, LONGEST) : setTimeout(refresh, Math.max(rest, 0) + 50);
    };
    wait();
    return () => clearTimeout(timer);
  }, [turnsAt, skew]);
}
