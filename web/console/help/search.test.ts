import { expect, test } from "vitest";
import { search, within } from "./search.ts";

const all = [
  { title: "Why can’t the first administrator sign in?", words: "password 密码 登录", text: "It has none." },
  { title: "What is a seat?", words: "licence limit 席位 用完", text: "One person with a password." },
  { title: "怎样安装到 WordPress？", words: "How do I install it in WordPress? plugin 插件", text: "页脚" },
  { title: "Können Umlaute gefunden werden?", words: "löschen Größe", text: "" },
  { title: "시트란 무엇인가요?", words: "", text: "비밀번호가 없으면 관리자는 좌석을 늘립니다." },
  { title: "Was ist ein Verwalter?", words: "kennwort", text: "Jeder Verwalter hat eine Arbeitsfläche." },
  { title: "Qu’est-ce qu’un siège ?", words: "", text: "Chacun garde un siège réservé." },
  { title: "ما مقعد الفريق؟", words: "مسؤول", text: "" },
];
const found = (typed: string) => search(all, typed).map((one) => all.indexOf(one));

test("nothing typed finds all, in their order", () => expect(found("  ")).toEqual(all.map((_, at) => at)));

test.each([
  ["password", [0, 1]],
  ["Pasword", [0, 1]],
  ["passwrod", [0, 1]],
  ["administ", [0]],
  ["seat password", [1]],
  ["wordpres plugin", [2]],
  ["WORDPRESS", [2]],
  ["席位", [1]],
  ["安装插件", [2]],
  ["konnen", [3]],
  ["KOENNEN", [3]],
  ["loeschen", [3]],
  ["groesse", [3]],
  ["비밀번호를", [4]],
  ["관리자는 좌석이", [4]],
  ["시트는", [4]],
  ["Verwalterkennwort", [5]],
  ["arbeitsflaeche", [5]],
  ["SIEGE reserve", [6]],
  ["المقعد", [7]],
  ["المسؤول", [7]],
  ["sing in", [0]],
  ["sign-in", [0]],
  ["zebra", []],
  ["seat zebra", []],
])("%s finds %j", (typed, expected) => expect(found(typed)).toEqual(expected));

test("one slip is one slip", () => {
  expect(within("seet", "seat", 1)).toBe(true);
  expect(within("saet", "seats", 1)).toBe(true);
  expect(within("soot", "seat", 1)).toBe(false);
});
