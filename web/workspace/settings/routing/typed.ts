import type { RoutingMode, RoutingShown } from "@shared/api/index.ts";
import type { Settled } from "../settled.ts";

export const MODES: readonly RoutingMode[] = ["rounds", "least_loaded", "manual"];

const NUMBERS = ["default_limit", "idle_minutes", "first_reply_minutes", "queue_limit"] as const;

export type Numbers = Record<(typeof NUMBERS)[number], string>;

/** The form as it stands: numbers as they were typed. */
export interface Typed extends Numbers {
  mode: RoutingMode;
  last_agent_first: boolean;
  tell_position: boolean;
}

export function typedFrom({ routing, version }: RoutingShown): Settled<Typed> {
  const { mode, last_agent_first, tell_position } = routing;
  return {
    value: { mode, last_agent_first, tell_position, ...each((name) => String(routing[name])) },
    version,
  };
}

/** The numbers that were typed; `bad` is told of the first that is none. */
export function numbers(typed: Numbers, bad: (name: keyof Numbers) => never): Record<keyof Numbers, number> {
  return each((name) => (/^\d{1,5}$/.test(typed[name].trim()) ? Number(typed[name]) : bad(name)));
}

function each<Made>(make: (name: keyof Numbers) => Made): Record<keyof Numbers, Made> {
  return Object.fromEntries(NUMBERS.map((name) => [name, make(name)])) as Record<keyof Numbers, Made>;
}
