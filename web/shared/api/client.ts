import { noConnection, type OwnWords, Refusal, refusalFrom } from "./refusal.ts";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export interface Asked {
  body?: unknown;
  query?: Record<string, string | number | boolean | null | undefined> | undefined;
  signal?: AbortSignal | undefined;
  headers?: Record<string, string> | undefined;
  /** Sent twice it does the same as sent once (a `client_id`, or a verb such as close): may be tried again by itself. */
  repeatable?: boolean | undefined;
  /** A 401 here is the answer, not the end of a session: do not ask the person to sign in. */
  open?: boolean | undefined;
  /** Milliseconds for one try. A long poll needs more than the usual. */
  patience?: number | undefined;
}

export interface Settings {
  /** What every path starts with: "/api/v1/console". */
  base: string;
  language: () => string;
  words: OwnWords;
  /**
   * The session is over. Resolves true once the person has signed in again; what was asked is then asked again, so that a
   * half-filled form goes on as if nothing had happened. Without it (or with false) the refusal is thrown.
   */
  signInAgain?: () => Promise<boolean>;
  /** For what every request carries, such as the visitor's token. */
  headers?: () => Record<string, string>;
}

export type Ask = <Answer = void>(method: Method, path: string, asked?: Asked) => Promise<Answer>;

const TRIES = 3;
const PATIENCE = 20_000;
const LONGEST_WAIT = 5_000;

/**
 *   const ask = client({ base: "/api/v1/console", … });
 *   const project = await ask<Project>("GET", `/projects/${id}`);
 *
 * Throws `Refusal` for whatever is refused and passes an abort on as it is. Reads and repeatable writes are tried three
 * times when that may help; anything else is sent once, because twice might be two.
 */
export function client(settings: Settings): Ask {
  const once = async (method: Method, path: string, asked: Asked): Promise<Response> => {
    const patience = AbortSignal.timeout(asked.patience ?? PATIENCE);
    const signal = asked.signal ? AbortSignal.any([asked.signal, patience]) : patience;
    try {
      return await fetch(
        address(settings.base + path, asked.query),
        request(settings, method, asked, signal),
      );
    } catch (thrown) {
      if (asked.signal?.aborted) throw asked.signal.reason ?? thrown;
      throw noConnection(settings.words);
    }
  };

  return async function ask<Answer>(method: Method, path: string, asked: Asked = {}): Promise<Answer> {
    let signedInAgain = false;
    for (let tries = 1; ; tries++) {
      try {
        const response = await once(method, path, asked);
        if (!response.ok) throw await refusalFrom(response, settings.words);
        return (response.status === 204 ? undefined : await response.json()) as Answer;
      } catch (thrown) {
        const refusal = thrown instanceof SyntaxError ? unreadable(settings.words) : thrown;
        if (!(refusal instanceof Refusal)) throw refusal;
        if (refusal.status === 401 && !asked.open && !signedInAgain && settings.signInAgain) {
          signedInAgain = await settings.signInAgain();
          if (!signedInAgain) throw refusal;
          tries = 0;
        } else if (tries < TRIES && mayRepeat(method, asked, refusal)) {
          await pause(waiting(tries, refusal), asked.signal);
        } else throw refusal;
      }
    }
  };
}

function request(settings: Settings, method: Method, asked: Asked, signal: AbortSignal): RequestInit {
  const sends = asked.body !== undefined;
  return {
    method,
    signal,
    credentials: "same-origin",
    cache: "no-store",
    headers: {
      Accept: "application/json",
      "Accept-Language": settings.language(),
      ...(sends ? { "Content-Type": "application/json" } : {}),
      ...settings.headers?.(),
      ...asked.headers,
    },
    ...(sends ? { body: JSON.stringify(asked.body) } : {}),
  };
}

/** Leaves out what is null or undefined, so that an optional filter needs no condition where it is asked. */
export function address(path: string, query: Asked["query"] = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [[key, String(value)]],
  );
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path;
}

function mayRepeat(method: Method, asked: Asked, refusal: Refusal): boolean {
  const harmless = asked.repeatable ?? method === "GET";
  return harmless && refusal.retryable && (refusal.retryAfter ?? 0) <= LONGEST_WAIT;
}

/** What the server asks for, else a doubling wait; jittered, so that a restart is not met by everybody at once. */
function waiting(tries: number, refusal: Refusal): number {
  return (refusal.retryAfter ?? 300 * 2 ** tries) * (1 + Math.random() * 0.5);
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

function unreadable(words: OwnWords): Refusal {
  return new Refusal({ code: "unreadable", message: words.unexpected() });
}
