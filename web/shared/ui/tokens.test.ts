// @vitest-environment node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

function block(start: string): Record<string, string> {
  const from = css.indexOf(start);
  if (from < 0) throw new Error(`tokens.css has no ${start}`);
  const body = css.slice(from + start.length, css.indexOf("}", from));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2]]));
}

const light = block(":root {");
const dark = block(':root[data-theme="dark"] {');

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (higher + 0.05) / (lower + 0.05);
}

describe("the palette", () => {
  it("is the same dark whether the system or the person asks for it", () => {
    expect(block(':root:not([data-theme="light"]) {')).toEqual(dark);
  });

  it("gives dark a value for every colour that light has", () => {
    const colours = Object.keys(light).filter((name) => /^(#|rgb|0 \d+px)/.test(light[name] ?? ""));
    expect(Object.keys(dark).sort()).toEqual(colours.filter((name) => name !== "focus").sort());
  });

  const grounds = ["page", "surface", "sunken", "hover"];
  const readable: [text: string, grounds: string[], least: number][] = [
    ["text", grounds, 7],
    ["text-2", grounds, 4.5],
    ["text-3", grounds, 4.5],
    ["accent-text", [...grounds, "accent-soft"], 4.5],
    ["danger-text", [...grounds, "danger-soft"], 4.5],
    ["success-text", [...grounds, "success-soft"], 4.5],
    ["warning-text", [...grounds, "warning-soft"], 4.5],
    ["note-text", ["note"], 4.5],
    ["on-accent", ["accent", "accent-hover", "accent-pressed"], 4.5],
    ["on-danger", ["danger", "danger-hover"], 4.5],
    ["bubble-text", ["bubble"], 7],
    ["bubble-own-text", ["bubble-own"], 4.5],
    ["poster-text", ["poster"], 7],
    ["line-strong", ["surface", "page"], 3],
    ["online", ["surface", "page"], 3],
    ["away", ["surface", "page"], 3],
    ["overdue", ["surface", "page"], 3],
  ];

  for (const [theme, values] of Object.entries({ light, dark })) {
    for (const [text, on, least] of readable) {
      it(`${theme}: --${text} can be read on ${on.join(", ")}`, () => {
        for (const ground of on) {
          const ratio = contrast(values[text] ?? "", values[ground] ?? "");
          expect(ratio, `--${text} on --${ground} is ${ratio.toFixed(2)}:1`).toBeGreaterThanOrEqual(least);
        }
      });
    }
  }
});
