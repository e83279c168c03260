import { signal } from "@preact/signals";

const KEPT = "deskbell.console.joining";

/**
 * The secret of a link to own a project. It outlives signing in and signing up in between, in this tab alone, and leaves
 * the address bar at once.
 */
export const link = signal<string | null>(kept());

/** Called when the page of the link opens. */
export function takeLink(): void {
  const token = decodeURIComponent(location.hash.slice(1));
  if (!token) return;
  keep(token);
  history.replaceState(null, "", location.pathname);
}

export function forgetLink(): void {
  keep(null);
}

function keep(token: string | null): void {
  link.value = token;
  try {
    if (token) sessionStorage.setItem(KEPT, token);
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Storage is forbidden here: it lasts as long as the page.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
