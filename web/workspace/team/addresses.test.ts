import { expect, test } from "vitest";
import { addressesIn, finished, looked } from "./addresses.ts";

test.each([
  ["ben@example.com", ["ben@example.com"]],
  [
    "ben@example.com, cem@example.com;dan@example.com",
    ["ben@example.com", "cem@example.com", "dan@example.com"],
  ],
  ["a@b.cd e@f.gh\nsome thing\r\n\t", ["a@b.cd", "e@f.gh", "some", "thing"]],
  ['"Ben, B." <ben@example.com>, Cem Can <cem@example.com>', ['"Ben', "ben@example.com", "cem@example.com"]],
  ["甲@example.com，乙@example.com、丙@example.com", ["甲@example.com", "乙@example.com", "丙@example.com"]],
  [" , ;\n", []],
])("the addresses in %j", (text, found) => {
  expect(addressesIn(text)).toEqual(found);
});

test("a separator ends what is typed", () => {
  expect(["ben", "ben@example.com", "a@b.cd,", "a@b.cd ", "a@b.cd\n", "甲@b.cd，"].map(finished)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

test("what is malformed or stands there already is told", () => {
  expect(looked(["ben@example.com", "ben", "BEN@example.com", "a@b"])).toEqual([
    { text: "ben@example.com" },
    { text: "ben", wrong: "malformed" },
    { text: "BEN@example.com", wrong: "repeated" },
    { text: "a@b", wrong: "malformed" },
  ]);
});
