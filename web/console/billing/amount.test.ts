import { expect, test } from "vitest";
import { minorOf, money } from "./amount.ts";

test.each([
  ["119", "EUR", 11_900],
  ["119.5", "EUR", 11_950],
  [" 119,05 ", "EUR", 11_905],
  ["0.99", "USD", 99],
  ["1200", "JPY", 1_200],
  ["1.234", "KWD", 1_234],
  ["12.5", "JPY", null],
  ["1.005", "EUR", null],
  ["1.200,00", "EUR", null],
  ["-5", "EUR", null],
  ["", "EUR", null],
  ["1e9", "EUR", null],
  ["9999999999", "EUR", null],
])("%s %s is %s", (typed, currency, minor) => expect(minorOf(typed, currency)).toBe(minor));

test.each([
  [950, "EUR", "€9.50"],
  [900, "JPY", "¥900"],
  [1005, "KWD", "KWD\u00a01.005"],
])("%i of the smallest unit of %s is %s", (minor, currency, shown) =>
  expect(money(minor, currency)).toBe(shown),
);
