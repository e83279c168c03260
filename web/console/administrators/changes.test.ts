import { expect, test } from "vitest";
import { changes } from "./changes.ts";

const before = { email: "anna@example.com", name: "Anna", password: "" };

test("nothing typed is nothing sent", () => expect(changes(before, before)).toEqual({}));

test("account and password travel together", () => {
  expect(changes(before, { ...before, email: "ben@example.com", password: "a long one" })).toEqual({
    email: "ben@example.com",
    password: "a long one",
  });
});

test("an emptied name stays as it was, an empty password is none", () => {
  expect(changes(before, { ...before, name: "" })).toEqual({});
});
