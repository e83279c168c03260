// @vitest-environment node
/** What the built files promise: they are small, and they run under `script-src 'self'; style-src 'self'`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";

const built = fileURLToPath(new URL("../src/deskbell/web/", import.meta.url));
const KB = 1024;

beforeAll(() => {
  if (!existsSync(join(built, "widget.js"))) throw new Error("nothing is built: run `make sync`");
});

describe("budgets, gzip", () => {
  test("the loader that every visitor of a site downloads is 3 KB at most", () => {
    expect(weight(["widget.js"])).toBeLessThanOrEqual(3 * KB);
  });

  test("the opened widget, with all that it loads at once, is 30 KB at most", () => {
    const files = loadedAtOnce("widget/app/index.html");
    expect(files.length).toBeGreaterThan(1);
    expect(weight(files), files.join(" ")).toBeLessThanOrEqual(30 * KB);
  });
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

/** A page, and every script and style that it and its scripts load without being asked. */
function loadedAtOnce(page: string): string[] {
  const found = new Set([page]);
  const links = [...read(page).matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="\/([^"]+\.(?:js|css))"/g)];
  for (const [, file] of links) if (file) follow(file, found);
  return [...found];
}

function follow(file: string, found: Set<string>): void {
  if (found.has(file)) return;
  found.add(file);
  if (!file.endsWith(".js")) return;
  for (const [, from] of read(file).matchAll(
    /(?:^|[;}\n])(?:import|export)\b[^;()]*?["']([^"']+\.js)["']/g,
  )) {
    if (from) follow(resolve("/", dirname(file), from).slice(1), found);
  }
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
