import type { Change } from "./deeds.ts";

export interface Typed {
  email: string;
  name: string;
  password: string;
  sendLink: boolean;
}

/** Only what differs is sent: an untouched password stays as it is, and so does what somebody else changed meanwhile. */
export function changes(before: Typed, typed: Typed): Change {
  return {
    ...(typed.email !== before.email ? { email: typed.email } : {}),
    ...(typed.name !== before.name && typed.name ? { name: typed.name } : {}),
    ...(typed.sendLink ? { send_link: true } : typed.password ? { password: typed.password } : {}),
  };
}

/** What stands in a field after somebody else has changed it: what was typed, or where nothing was, what is there now. */
export function rebased(typed: string, before: string, now: string): string {
  return typed === before ? now : typed;
}
