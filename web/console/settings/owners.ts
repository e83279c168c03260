import type { OfferMade, Owners } from "@shared/api/index.ts";
import { loaded } from "../loaded.ts";
import { ask } from "../server.ts";
import { t } from "../words.ts";

/** The owners of one project, loaded as long as its settings are open. */
export function ownersOf(project: string) {
  const path = `/projects/${project}`;
  const owners = loaded<Owners>(
    (quiet) => ask("GET", `${path}/owners`, { open: quiet }),
    () => t("problem.unexpected"),
  );
  const after = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked;
    await owners.refresh(true);
    return answer;
  };
  return {
    ...owners,
    remove: (id: string) => after(ask("DELETE", `${path}/owners/${id}`, { repeatable: true })),
    leave: (id: string) => ask("DELETE", `${path}/owners/${id}`),
    withdraw: (id: string) => after(ask("DELETE", `${path}/offers/${id}`, { repeatable: true })),
    offer: (email: string, kind: "join" | "transfer", leaves: boolean) =>
      after(ask<OfferMade>("POST", `${path}/offers`, { body: { email, kind, leaves } })),
  };
}

export type ProjectOwners = ReturnType<typeof ownersOf>;
