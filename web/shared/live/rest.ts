import { language } from "../i18n/current.ts";

/** A refusal in the server's words, or one that says that it could not be reached. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    body: { code?: string; message?: string; retryable?: boolean; retry_after_ms?: number },
  ) {
    super(body.message ?? "");
    this.status = status;
    this.code = body.code ?? "unavailable";
    this.retryable = body.retryable ?? (status === 0 || status === 408 || status === 429 || status >= 500);
    this.retryAfter = body.retry_after_ms;
  }
}

export interface Request {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** A visitor's; agents are known by their cookie. Only ever in a header. */
  readonly token?: string | undefined;
  readonly signal?: AbortSignal;
}

export async function call<Answer>(
  path: string,
  { method, body, token, signal }: Request = {},
): Promise<Answer> {
  const headers: Record<string, string> = { "Accept-Language": language.peek() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  let response: Response;
  try {
    response = await fetch(path, {
      method: method ?? "GET",
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      // A visitor is known by the token alone, so that no cookie of ours is ever looked at on somebody's site.
      credentials: token ? "omit" : "same-origin",
    });
  } catch (problem) {
    if (signal?.aborted) throw problem;
    throw new Refusal(0, {});
  }
  if (response.status === 204) return undefined as Answer;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}
