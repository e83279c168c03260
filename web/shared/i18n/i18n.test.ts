import { beforeEach, expect, test } from "vitest";
import {
  catalogue,
  chooseLanguage,
  directionOf,
  formatAgo,
  formatDay,
  formatSpan,
  LANGUAGES,
  type Language,
  language,
  setLanguage,
} from "./index.ts";

const english = { hello: "Hello {name}", left: { one: "{n} left", other: "{n} are left" } };
const chinese = { hello: "你好，{name}", left: { other: "还剩 {n} 个" } };
const file =
  <C>(content: C) =>
  () =>
    Promise.resolve({ default: content });
/** A room that speaks English, and Chinese for whoever wants anything else. */
const room = (load: () => Promise<{ default: typeof english }>) => {
  const others = LANGUAGES.filter((one) => one !== "en").map((one) => [one, file(chinese)]);
  type Others = Record<Exclude<Language, "en">, () => Promise<{ default: typeof chinese }>>;
  return catalogue({ en: load, ...(Object.fromEntries(others) as Others) });
};
const t = room(file(english));

beforeEach(() => setLanguage("en"));

test("a sentence takes its variables and the plural of the language", async () => {
  expect(t("hello", { name: "Anna" })).toBe("Hello Anna");
  expect([t("left", { n: 1 }), t("left", { n: 1200 })]).toEqual(["1 left", "1,200 are left"]);
  await setLanguage("zh-Hans");
  expect(t("left", { n: 1 })).toBe("还剩 1 个");
});

test("a variable is text, whatever it looks like", () => {
  expect(t("hello", { name: "{name} $& <b>" })).toBe("Hello {name} $& <b>");
});

test("pieces leave room for something that is not text", () => {
  const link = { href: "/" };
  expect(t.pieces("hello", { name: link })).toEqual(["Hello ", link, ""]);
});

test("the page says which language it is in", async () => {
  await setLanguage("zh-Hant");
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["zh-Hant", "ltr"]);
  expect(directionOf("ar-EG")).toBe("rtl");
});

test("the last choice wins, in whichever order the words arrive", async () => {
  let arrive = () => {};
  const slow = new Promise<{ default: typeof english }>((done) => {
    arrive = () => done({ default: english });
  });
  room(() => slow);
  const earlier = setLanguage("en");
  await setLanguage("zh-Hans");
  arrive();
  await earlier;
  expect(language.value).toBe("zh-Hans");
});

test.each([
  [["zh-TW", "en"], "zh-Hant"],
  [["zh-CN"], "zh-Hans"],
  [["zh"], "zh-Hans"],
  [["zh_HK"], "zh-Hant"],
  [["pt-BR", "en"], "pt"],
  [["xx", null, "en-GB"], "en"],
  [[undefined, "tlh"], "en"],
])("of %j one reads %s", (wishes, chosen) => expect(chooseLanguage(wishes)).toBe(chosen));

test("times read as people say them", () => {
  const now = new Date(2026, 2, 10, 12).getTime();
  expect(formatDay(now, now)).toBe("today");
  expect(formatDay(now - 86_400_000, now)).toBe("yesterday");
  expect(formatAgo(now - 5 * 60_000, now)).toBe("5 minutes ago");
  expect(formatSpan(42_000)).toBe("42s");
});
