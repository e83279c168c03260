/** Why the server (or the way to it) said no. `message` is a sentence in the reader's language: show it as it is. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  /** The field of the request that is at fault; a form shows the message beside it. */
  readonly field: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  /** Trying the same again may work. */
  readonly retryable: boolean;
  readonly retryAfter: number | null;

  constructor(said: Partial<Omit<Refusal, keyof Error>> & { code: string; message: string }) {
    super(said.message);
    this.name = "Refusal";
    this.code = said.code;
    this.status = said.status ?? 0;
    this.field = said.field ?? null;
    this.params = said.params ?? {};
    this.retryable = said.retryable ?? false;
    this.retryAfter = said.retryAfter ?? null;
  }
}

/** Sentences for the cases in which no server was there to say one. */
export interface OwnWords {
  noConnection: () => string;
  unexpected: () => string;
}

/** Reads a refused answer. A proxy's HTML page or an empty body becomes a refusal as well, by its status alone. */
export async function refusalFrom(response: Response, words: OwnWords): Promise<Refusal> {
  const body = await response.json().catch(() => null);
  const said = isRecord(body) ? body : {};
  const code = text(said.code) ?? codeOf(response.status);
  const down = response.status >= 502 && response.status <= 504;
  const message = text(said.message) ?? (down ? words.noConnection() : words.unexpected());
  return new Refusal({
    code,
    message,
    status: response.status,
    field: text(said.field),
    params: isRecord(said.params) ? said.params : {},
    retryable: typeof said.retryable === "boolean" ? said.retryable : down,
    retryAfter: milliseconds(said.retry_after_ms) ?? seconds(response.headers.get("Retry-After")),
  });
}

export function noConnection(words: OwnWords): Refusal {
  return new Refusal({ code: "no_connection", message: words.noConnection(), retryable: true });
}

/** Any thrown thing in words that can be shown. */
export function inWords(thrown: unknown, otherwise: string): string {
  return thrown instanceof Refusal && thrown.message ? thrown.message : otherwise;
}

function codeOf(status: number): string {
  if (status === 401) return "not_signed_in";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "too_large";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "unavailable" : "bad_request";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value ? value : null;
}

function milliseconds(value: unknown): number | null {
  return typeof value === "number" && value >= 0 ? value : null;
}

function seconds(header: string | null): number | null {
  const value = Number(header);
  return header && Number.isFinite(value) && value >= 0 ? value * 1000 : null;
}
