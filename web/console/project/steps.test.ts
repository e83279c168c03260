import type { Administrator, Checklist } from "@shared/api/index.ts";
import { expect, test } from "vitest";
import { steps } from "./steps.ts";

const nothing: Checklist = {
  password_set: false,
  workspace_entered: false,
  first_message: false,
  first_answer: false,
  widget_installed: false,
};
const anna: Administrator = {
  id: "a",
  email: "anna@example.com",
  name: "Anna",
  version: 1,
  has_password: false,
  password_changed_at: null,
  password_link: null,
  last_sign_in_at: null,
  has_seat: true,
  disabled_at: null,
  created_at: 0,
};

const open = (...told: Parameters<typeof steps>) =>
  steps(...told)
    .filter((each) => !each.done)
    .map((each) => each.step);

test("a first project has its administrator and starts with the password", () => {
  const told = { administrators: [anna], checklist: nothing };
  expect(steps(told).map((each) => each.step)).toEqual([
    "password",
    "workbench",
    "message",
    "answer",
    "install",
  ]);
  expect(open(told)[0]).toBe("password");
});

test("a later project starts with adding somebody", () => {
  expect(open({ administrators: [], checklist: nothing })[0]).toBe("administrator");
});

test("steps tick in whichever order they are done, until nothing is open", () => {
  const seen = { ...nothing, widget_installed: true };
  expect(open({ administrators: [anna], checklist: seen })).toEqual([
    "password",
    "workbench",
    "message",
    "answer",
  ]);
  const all = {
    ...seen,
    password_set: true,
    workspace_entered: true,
    first_message: true,
    first_answer: true,
  };
  expect(open({ administrators: [anna], checklist: all })).toEqual([]);
});
