// @vitest-environment node
/** What the built files promise: they are small, and they run under `script-src 'self'; style-src 'self'`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { LANGUAGES } from "./shared/i18n/index.ts";

const built = fileURLToPath(new URL("../src/deskbell/web/", import.meta.url));
const KB = 1024;
/** Chunks of the widget that load only when a person asks for what is in them, or waits in a queue or out of hours. */
const ON_DEMAND: readonly string[] = ["waiting"];

beforeAll(() => {
  if (!existsSync(join(built, "widget.js"))) throw new Error("nothing is built: run `make sync`");
});

describe("budgets, gzip", () => {
  test("the loader that every visitor of a site downloads is 3 KB at most", () => {
    expect(weight(["widget.js"])).toBeLessThanOrEqual(3 * KB);
  });

  test.each(LANGUAGES)(
    "the opened widget in %s, with all that it loads unasked, is 30 KB at most",
    (language) => {
      const others = LANGUAGES.filter((other) => other !== language);
      const files = opened("widget/app/index.html").filter((file) => !belongsTo(file, others));
      expect(files.length).toBeGreaterThan(1);
      expect(weight(files), files.join(" ")).toBeLessThanOrEqual(30 * KB);
    },
  );
});

test("the loader is one classic script, for pages that know no modules", () => {
  expect(() => new Script(read("widget.js"))).not.toThrow();
});

describe("strict content security policy", () => {
  test.each(files(".html"))("%s has nothing inline", (page) => {
    const html = read(page);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/);
  });

  test.each(files(".js"))("%s makes no code from text", (script) => {
    expect(read(script)).not.toMatch(/\beval\(|new Function\(|\bFunction\("/);
  });
});

/**
 * A page, and every script and style that opening it fetches. What it imports later counts too, for "later" is a
 * moment after the first drawing; only what waits for a deed of the person is left out, by its chunk's name.
 */
function opened(page: string): string[] {
  const found = new Set([page]);
  const links = [...read(page).matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="\/([^"]+\.(?:js|css))"/g)];
  for (const [, file] of links) if (file) follow(file, found);
  return [...found];
}

function follow(file: string, found: Set<string>): void {
  if (found.has(file) || ON_DEMAND.some((chunk) => belongsTo(file, [chunk]))) return;
  found.add(file);
  if (!file.endsWith(".js")) return;
  for (const [, beside] of read(file).matchAll(/["'`](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css))["'`]/g)) {
    if (beside) follow(`assets/${beside}`, found);
  }
}

function belongsTo(file: string, chunks: readonly string[]): boolean {
  return chunks.some((chunk) => file.startsWith(`assets/widget-${chunk}-`));
}

function weight(names: string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, name)), { level: 9 }).length, 0);
}

function files(ending: string): string[] {
  if (!existsSync(built)) return [];
  return readdirSync(built, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
}

function read(name: string): string {
  return readFileSync(join(built, name), "utf8");
}
