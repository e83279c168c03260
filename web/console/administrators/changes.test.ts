import { expect, test } from "vitest";
import { changes, rebased } from "./changes.ts";

const before = { email: "anna@example.com", name: "Anna", password: "", sendLink: false };

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

test("a link is sent in place of a password that was typed before", () => {
  expect(changes(before, { ...before, password: "typed before", sendLink: true })).toEqual({
    send_link: true,
  });
});

test("what was typed is kept, what was not is as it is now", () => {
  expect(rebased("Ann", "Anna", "Annabel")).toBe("Ann");
  expect(rebased("Anna", "Anna", "Annabel")).toBe("Annabel");
});
