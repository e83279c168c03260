import { Refusal } from "@shared/api/index.ts";
import { expect, test } from "vitest";
import { loaded } from "./loaded.ts";

function slow<Value>() {
  const asked: { answer: (value: Value) => void; refuse: (reason: unknown) => void }[] = [];
  const load = () => new Promise<Value>((answer, refuse) => asked.push({ answer, refuse }));
  return { asked, held: loaded(load, () => "otherwise") };
}

const no = new Refusal({ code: "unavailable", message: "Not now." });

test("an answer that was asked for before a change does not undo it", async () => {
  const { asked, held } = slow<string>();
  const polling = held.refresh(true);
  held.set("renamed");
  asked[0]?.answer("old name");
  await polling;
  expect(held.value.value).toBe("renamed");
});

test("a refusal is shown in its words, and goes when it works again", async () => {
  const { asked, held } = slow<string>();
  const first = held.refresh();
  asked[0]?.refuse(no);
  await first;
  expect([held.value.value, held.problem.value]).toEqual([null, "Not now."]);
  const second = held.refresh();
  asked[1]?.answer("here");
  await second;
  expect([held.value.value, held.problem.value]).toEqual(["here", null]);
});

test("a quiet try that fails leaves what is shown", async () => {
  const { asked, held } = slow<string>();
  held.set("shown");
  const quiet = held.refresh(true);
  asked[0]?.refuse(no);
  await quiet;
  expect([held.value.value, held.problem.value]).toEqual(["shown", null]);
});

test("what has gone is not shown on", async () => {
  const { asked, held } = slow<string>();
  held.set("shown");
  const quiet = held.refresh(true);
  asked[0]?.refuse(new Refusal({ code: "not_found", status: 404, message: "Nothing here." }));
  await quiet;
  expect([held.problem.value, held.missing.value]).toEqual(["Nothing here.", true]);
});
