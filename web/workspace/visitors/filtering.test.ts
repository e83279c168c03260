import { expect, test } from "vitest";
import { type Here, matching } from "./filtering.ts";

function here(name: string, page_url: string, status: "closed" | "queuing" | null): Here {
  const visitor = { name, page_url, email: null, page_title: null, remark: null };
  return { visitor, conversation: status && { id: name, status, assignee: null } } as unknown as Here;
}

const lin = here("Lin Mei", "https://shop.example/lamps", "queuing");
const eva = here("Eva", "https://shop.example/cart", "closed");
const nils = here("Nils", "https://shop.example/cart", null);

test("by name or page, whatever the letters' size", () => {
  expect(matching([lin, eva, nils], "all", " CART ")).toEqual([eva, nils]);
  expect(matching([lin, eva, nils], "all", "mei")).toEqual([lin]);
});

test("by whether they are in a conversation", () => {
  expect(matching([lin, eva, nils], "silent", "")).toEqual([eva, nils]);
  expect(matching([lin, eva, nils], "talking", "")).toEqual([lin]);
});
