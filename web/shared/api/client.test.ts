// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { address, client, Refusal } from "./index.ts";

/** A real server on a free port: each test says what it answers, one function per request. */
let server: Server;
let base: string;
let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];
let seen: { method: string; url: string; language: string | undefined; body: string }[];

beforeEach(async () => {
  answers = [];
  seen = [];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    seen.push({
      method: request.method ?? "",
      url: request.url ?? "",
      language: request.headers["accept-language"],
      body,
    });
    const answer = answers.shift();
    if (answer) answer(request, response);
    else json(500, { code: "unexpected", message: "no more answers" })(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});

afterEach(() => {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
});

const words = { noConnection: () => "No connection.", unexpected: () => "Something went wrong." };
const asking = (more = {}) => client({ base, language: () => "zh-Hant", words, ...more });

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  };
}

async function refused(asked: Promise<unknown>): Promise<Refusal> {
  const thrown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(Refusal);
  return thrown as Refusal;
}

test("asks in the reader's language and reads JSON", async () => {
  answers = [json(201, { id: "p1" })];
  const made = await asking()<{ id: string }>("POST", "/projects", { body: { name: "A & B" } });
  expect(made).toEqual({ id: "p1" });
  expect(seen).toEqual([
    { method: "POST", url: "/api/projects", language: "zh-Hant", body: '{"name":"A & B"}' },
  ]);
});

test("an answer without a body is nothing", async () => {
  answers = [json(204, null)];
  expect(await asking()("DELETE", "/session")).toBeUndefined();
});

test("a refusal carries its code, sentence and field", async () => {
  answers = [
    json(400, {
      code: "blank",
      message: "Give it a name.",
      field: "name",
      retryable: false,
      params: { max: 80 },
    }),
  ];
  const refusal = await refused(asking()("PATCH", "/x", { body: {} }));
  expect(refusal).toMatchObject({
    code: "blank",
    message: "Give it a name.",
    field: "name",
    status: 400,
    params: { max: 80 },
  });
});

test("a proxy's page is a refusal in our own words", async () => {
  answers = [(_, response) => response.writeHead(404).end("<html>nginx</html>")];
  expect(await refused(asking()("GET", "/x"))).toMatchObject({
    code: "not_found",
    message: "Something went wrong.",
  });
});

test("a read is tried again while that may help", async () => {
  const busy = json(503, { code: "unavailable", message: "Busy.", retryable: true, retry_after_ms: 1 });
  answers = [busy, busy, json(200, { ok: true })];
  expect(await asking()("GET", "/x")).toEqual({ ok: true });
  expect(seen).toHaveLength(3);
});

test("a read gives up after three tries", async () => {
  const busy = json(503, { code: "unavailable", message: "Busy.", retryable: true, retry_after_ms: 1 });
  answers = [busy, busy, busy, json(200, {})];
  expect(await refused(asking()("GET", "/x"))).toMatchObject({ code: "unavailable" });
  expect(seen).toHaveLength(3);
});

test("a write is sent once, unless sending it twice is the same", async () => {
  const busy = json(503, { code: "unavailable", message: "Busy.", retryable: true, retry_after_ms: 1 });
  answers = [busy];
  await refused(asking()("POST", "/x", { body: {} }));
  expect(seen).toHaveLength(1);
  answers = [busy, json(201, { id: 1 })];
  expect(await asking()("POST", "/x", { body: {}, repeatable: true })).toEqual({ id: 1 });
});

test("nobody waits an hour for a rate limit", async () => {
  answers = [
    json(429, { code: "rate_limited", message: "Too fast.", retryable: true }, { "Retry-After": "3600" }),
  ];
  expect(await refused(asking()("GET", "/x"))).toMatchObject({ retryAfter: 3_600_000 });
  expect(seen).toHaveLength(1);
});

test("an ended session asks to sign in, then goes on with the same request", async () => {
  const over = json(401, { code: "not_signed_in", message: "Please sign in." });
  answers = [over, json(201, { id: "p1" })];
  let asked = 0;
  const ask = asking({ signInAgain: async () => ++asked > 0 });
  expect(await ask("POST", "/projects", { body: { name: "Kept" } })).toEqual({ id: "p1" });
  expect(asked).toBe(1);
  expect(seen.map((request) => request.body)).toEqual(['{"name":"Kept"}', '{"name":"Kept"}']);
});

test("wrong credentials are an answer, and a person who gives up gets the refusal", async () => {
  const over = json(401, { code: "wrong_credentials", message: "No." });
  answers = [over, over];
  const ask = asking({ signInAgain: async () => false });
  expect(await refused(ask("POST", "/session", { body: {}, open: true }))).toMatchObject({
    code: "wrong_credentials",
  });
  expect(await refused(ask("GET", "/x"))).toMatchObject({ status: 401 });
});

test("an abort is an abort and not a refusal", async () => {
  const leaving = new AbortController();
  answers = [() => leaving.abort()];
  await expect(asking()("GET", "/x", { signal: leaving.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
});

test("no server, and a silent one, are no connection", async () => {
  answers = [() => {}];
  const silent = await refused(asking()("POST", "/x", { patience: 30 }));
  expect(silent).toMatchObject({ code: "no_connection", message: "No connection.", retryable: true });
  const gone = client({ base: "http://127.0.0.1:9/api", language: () => "en", words });
  expect(await refused(gone("POST", "/x"))).toMatchObject({ code: "no_connection" });
});

test("an address leaves out what is not asked for", () => {
  expect(address("/c", { view: "my", after: null, limit: 50, x: undefined, q: "a b&c" })).toBe(
    "/c?view=my&limit=50&q=a+b%26c",
  );
  expect(address("/c")).toBe("/c");
});
