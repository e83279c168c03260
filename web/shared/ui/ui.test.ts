import { describe, expect, it } from "vitest";
import { initials } from "./avatar.tsx";
import { nextEntry } from "./menu.tsx";
import { here, matcher, navigate, router } from "./router.tsx";
import { generatePassword, strength } from "./strength.ts";

describe("initials", () => {
  it.each([
    ["Anna Berg", "AB"],
    ["  anna  maria berg ", "AB"],
    ["owner@example.com", "OC"],
    ["王小明", "王"],
    ["🦊 fox", "🦊F"],
    ["", "?"],
  ])("of %j are %s", (name, expected) => expect(initials(name)).toBe(expected));
});

describe("the router", () => {
  const { place, path } = router({
    list: "/console/",
    one: "/console/projects/:project",
    part: "/c/:a/x/:b",
  });

  it("writes and reads the same address", () => {
    navigate(path("one", { project: "a b/c" }));
    expect(here()).toBe("/console/projects/a%20b%2Fc");
    expect(place.value).toEqual({ name: "one", params: { project: "a b/c" } });
    navigate(path("list"));
    expect(place.value).toEqual({ name: "list", params: {} });
    navigate("/elsewhere");
    expect(place.value).toBeNull();
  });

  it("takes a closing slash or none, and nothing longer", () => {
    const match = matcher("/c/:a/x/:b");
    expect(match("/c/1/x/2/")).toEqual({ a: "1", b: "2" });
    expect(matcher("/console/")("/console")).toEqual({});
    expect(match("/c/1/x/2/3")).toBeNull();
    expect(match("/c/%/x/2")).toBeNull();
  });
});

describe("walking a menu", () => {
  const [anna, ben, bea] = ["Anna", "Ben", "Bea"].map((textContent) => ({ textContent }));
  const all = [anna, ben, bea] as { textContent: string }[];

  it.each([
    ["ArrowDown", bea, anna],
    ["ArrowUp", anna, bea],
    ["Home", bea, anna],
    ["End", anna, bea],
    ["b", ben, bea],
    ["b", bea, ben],
    [" ", anna, undefined],
    ["Shift", anna, undefined],
  ])("%s", (key, from, to) => expect(nextEntry(all, from, key)).toBe(to));
});

describe("the strength of a password", () => {
  it.each([
    ["", 0],
    ["password", 1],
    ["Password1", 1],
    ["aaaaaaaaaaaaaaaa", 1],
    ["abcdefghijkl", 1],
    ["12345678901234567890", 1],
    ["annaberg2024", 1],
  ])("%j is %i", (password, expected) =>
    expect(strength(password, ["anna.berg@example.com"])).toBe(expected),
  );

  it("rewards what a guesser cannot foretell", () => {
    expect(strength("correct horse battery staple")).toBe(4);
    expect(strength("xK9#mQ2v")).toBeGreaterThanOrEqual(2);
    expect(strength("我家的猫喜欢下雨天")).toBeGreaterThanOrEqual(3);
  });

  it("finds a generated one strong, every time, and never twice", () => {
    const made = Array.from({ length: 200 }, generatePassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) {
      expect(password).toMatch(/^[\w-]{23}$/);
      expect(strength(password)).toBe(4);
    }
  });
});
