import type { AdministratorChange } from "../project/project.ts";

export interface Typed {
  email: string;
  name: string;
  password: string;
}

/** Only what differs is sent: an untouched password stays as it is, and so does what somebody else changed meanwhile. */
export function changes(before: Typed, typed: Typed): AdministratorChange {
  return {
    ...(typed.email !== before.email ? { email: typed.email } : {}),
    ...(typed.name !== before.name && typed.name ? { name: typed.name } : {}),
    ...(typed.password ? { password: typed.password } : {}),
  };
}
