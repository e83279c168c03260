import { signal } from "@preact/signals";
import { MARK, type PageSeen, type ToFrame, type ToLoader } from "../../protocol.ts";

/** The page that we are framed in, if the loader is there; the chat page at its own address has none. */

const PATIENCE = 1500;

/** The loader answered: it can close the panel and shows the badge. */
export const hosted = signal(false);
export const framed = window.parent !== window;

let origin: string | undefined;

export function tellHost(message: ToLoader): void {
  if (origin) window.parent.postMessage({ [MARK]: message }, origin);
}

/** Greets the loader and hands on what it says. Answers its first words, or nothing where there is no loader. */
export function meetHost(
  hear: (message: ToFrame) => void,
): Promise<Extract<ToFrame, { say: "hello" }> | undefined> {
  if (!framed) return Promise.resolve(undefined);
  return new Promise((met) => {
    setTimeout(() => met(undefined), PATIENCE);
    addEventListener("message", (event) => {
      // Only the page around us, and only the origin that answered first.
      if (event.source !== window.parent || (origin !== undefined && event.origin !== origin)) return;
      const message: ToFrame | undefined = event.data?.[MARK];
      if (!message) return;
      if (message.say === "hello") {
        origin = event.origin;
        hosted.value = true;
        met(message);
      } else if (origin) hear(message);
    });
    const hello: ToLoader = { say: "hello" };
    // We do not know yet who is around us; this says nothing that they may not know.
    window.parent.postMessage({ [MARK]: hello }, "*");
  });
}

/** The hosted page speaks for itself. */
export function ownPage(): PageSeen {
  return {
    url: location.origin + location.pathname,
    title: document.title,
    referrer: document.referrer.replace(/[?#].*/s, ""),
  };
}
