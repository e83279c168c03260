import { signal } from "@preact/signals";

/** The keys to the account are to be changed, and the server wants to know once more that it is the person. */
export const proof = signal<{ resolve: (proved: boolean) => void } | null>(null);

let waiting: Promise<boolean> | null = null;

/** Several requests may be asked at once; they all wait for the one dialog. */
export function proveAgain(): Promise<boolean> {
  waiting ??= new Promise((resolve) => {
    proof.value = {
      resolve: (proved) => {
        proof.value = null;
        waiting = null;
        resolve(proved);
      },
    };
  });
  return waiting;
}
