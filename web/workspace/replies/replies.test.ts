import type { Reply } from "@shared/api/index.ts";
import { expect, test } from "vitest";
import { filled, valuesOf } from "./filling.ts";
import { begunShortcut, found } from "./finding.ts";

const anna = { name: "Anna Agent" };
const shop = { name: "Lamps" };

test("variables are filled in, and what is not known leaves no gap", () => {
  const known = valuesOf({ name: "Maria Silva", email: "maria@example.com" }, anna, shop);
  expect(filled("Hello {visitor.first_name}! {agent.name}, { project.name }", known)).toBe(
    "Hello Maria! Anna Agent, Lamps",
  );
  const unknown = valuesOf({ name: "#12" }, anna, shop);
  expect(filled("Hello {visitor.name}, we write to {visitor.email|you}.", unknown)).toBe(
    "Hello, we write to you.",
  );
  expect(filled("{visitor.name|there}: {x.y} {z} {", unknown)).toBe("there: {x.y} {z} {");
});

test("a sign begins a shortcut only where a word begins", () => {
  expect(begunShortcut("/", 1)).toEqual({ at: 0, begun: "" });
  expect(begunShortcut("Hi #ref", 7)).toEqual({ at: 3, begun: "ref" });
  expect(begunShortcut("您好\n/退", 5)).toEqual({ at: 3, begun: "退" });
  for (const text of ["and/or", "https://", "a#1", "/two words", "//"]) {
    expect(begunShortcut(text, text.length), text).toBeNull();
  }
});

test("shortcuts come before titles and texts, the most used first", () => {
  const reply = (shortcut: string, title: string, text: string, used = 0) =>
    ({ id: shortcut, shortcut, title, text, used, last_used_at: null }) as unknown as Reply;
  const all = [
    reply("money", "Refund sent", "…"),
    reply("bye", "", "Your refund is on its way"),
    reply("refund", "", "…"),
    reply("refused", "", "…", 3),
  ];
  const names = (typed: string) => found(all, typed).map(({ shortcut }) => shortcut);
  expect(names("REF")).toEqual(["refused", "refund", "money", "bye"]);
  expect(names("way refund")).toEqual(["bye"]);
  expect(names("ｒｅｆｕｎｄ")).toEqual(["refund", "money", "bye"]);
  expect(names("nothing")).toEqual([]);
  expect(names("")[0]).toBe("refused");
});
