import type { Security } from "@shared/api/index.ts";
import { loaded } from "../loaded.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";

/** How one signs in, as the server has it. */
export const keys = loaded<Security>(
  () => ask("GET", "/account/security"),
  () => t("problem.unexpected"),
);
