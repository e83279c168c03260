import { signal } from "@preact/signals";

/** The session ended while the page was in use. Whoever wants to go on waits here until the person has signed in again. */
export const ended = signal<{ resolve: (signedIn: boolean) => void } | null>(null);

let waiting: Promise<boolean> | null = null;

/** Several requests may find the session over at once; they all wait for the one dialog. */
export function signInAgain(): Promise<boolean> {
  waiting ??= new Promise((resolve) => {
    ended.value = {
      resolve: (signedIn) => {
        ended.value = null;
        waiting = null;
        resolve(signedIn);
      },
    };
  });
  return waiting;
}
