import { call } from "@shared/live/rest.ts";

/** Who this browser is to this site. Kept on our own origin only, and never part of an address. */
export interface Identity {
  readonly id: string;
  readonly token: string;
}

const key = (siteKey: string) => `deskbell.visitor.${siteKey}`;
// For browsers that forbid storage: as long as the page lives.
const held = new Map<string, Identity>();

export function knownIdentity(siteKey: string): Identity | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(key(siteKey)) ?? "null");
    if (typeof found?.token === "string") return found;
  } catch {}
  return held.get(siteKey);
}

/** Asks for one, just before the first message; of two tabs that do it at once, one asks and the other finds. */
export async function becomeSomebody(siteKey: string, about: Record<string, unknown>): Promise<Identity> {
  const become = async () => {
    const known = knownIdentity(siteKey);
    if (known) return known;
    const path = `/api/v1/widget/${encodeURIComponent(siteKey)}/visitors`;
    const { token, visitor } = await call<{ token: string; visitor: { id: string } }>(path, {
      method: "POST",
      body: about,
    });
    const identity = { id: visitor.id, token };
    held.set(siteKey, identity);
    try {
      localStorage.setItem(key(siteKey), JSON.stringify(identity));
    } catch {}
    return identity;
  };
  return navigator.locks ? navigator.locks.request(key(siteKey), become) : become();
}

export function forgetIdentity(siteKey: string, token: string): void {
  held.delete(siteKey);
  // Another tab may be somebody new by now.
  if (knownIdentity(siteKey)?.token !== token) return;
  try {
    localStorage.removeItem(key(siteKey));
  } catch {}
}

/** Another tab became somebody, or nobody. */
export function onIdentityChange(siteKey: string, changed: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === key(siteKey)) changed();
  });
}
