import { refuse } from "@shared/ui/submit.ts";
import { t } from "../words.ts";

export const LONGEST_NAME = 80;

/** The name as it will be kept, or a refusal in words. Length in signs as a person counts them, as the server does. */
export function readableName(typed: string): string {
  const name = typed.trim().replace(/\s+/g, " ");
  if (!name) refuse("name", t("project.name.blank"));
  const length = [...name].length;
  if (length > LONGEST_NAME) refuse("name", t("project.name.too_long", { max: LONGEST_NAME, n: length }));
  return name;
}
