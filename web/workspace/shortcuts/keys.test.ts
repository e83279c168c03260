import { afterEach, expect, test } from "vitest";
import { deedOf, KEYS, listen } from "./keys.ts";

function press(key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

afterEach(() => {
  document.body.innerHTML = "";
});

test("no key does two things", () => {
  const keys = KEYS.flatMap((entry) => [...entry.keys]);
  expect(new Set(keys).size).toBe(keys.length);
});

test("keys reach their deeds, digits choose views", () => {
  const done: string[] = [];
  const names = [
    "next",
    "previous",
    "reply",
    "note",
    "claim",
    "assign",
    "unassign",
    "snooze",
    "select",
    "close",
    "reopen",
    "tag",
    "details",
    "search",
    "palette",
    "help",
    "leave",
  ] as const;
  const deeds = Object.fromEntries(names.map((name) => [name, () => done.push(name)]));
  const stop = listen({ ...deeds, view: (view: string) => done.push(view) } as never);
  for (const key of ["j", "K", "e", "2", "?", "Escape", "/"]) press(key);
  press("F", document.body, { ctrlKey: true, shiftKey: true });
  stop();
  press("j");
  expect(done).toEqual(["next", "previous", "close", "queuing", "help", "leave", "search", "search"]);
});

test("what is typed, composed or pressed with a modifier is left alone", () => {
  const field = document.body.appendChild(document.createElement("textarea"));
  expect(deedOf(press("j", field), true)).toBeNull();
  expect(deedOf(press("Escape", field), true)?.deed).toBe("leave");
  expect(deedOf(press("e", document.body, { ctrlKey: true }), true)).toBeNull();
  expect(deedOf(press("e", document.body, { isComposing: true }), true)).toBeNull();
});

test("single characters can be switched off, Escape stays", () => {
  expect(deedOf(press("j"), false)).toBeNull();
  expect(deedOf(press("Escape"), false)?.deed).toBe("leave");
});

test("an open dialog keeps its keys", () => {
  document.body.appendChild(document.createElement("dialog")).setAttribute("open", "");
  expect(deedOf(press("j"), true)).toBeNull();
});
