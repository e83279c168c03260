import { language } from "@shared/i18n/index.ts";
import { useEffect, useState } from "preact/hooks";
import { ask } from "../server.ts";
import type { PlanOffered } from "./types.ts";

/** The plan catalogue; empty until it is here, and where it cannot be had the plans show by their ids. */
export function usePlans(): PlanOffered[] {
  const [plans, setPlans] = useState<PlanOffered[]>([]);
  useEffect(() => {
    ask<{ items: PlanOffered[] }>("GET", "/installation/plans").then(
      (answer) => setPlans(answer.items),
      () => {},
    );
  }, []);
  return plans;
}

/** The plan's name in the reader's language, in English, or its id where the catalogue knows it no more. */
export function planName(plans: PlanOffered[], id: string): string {
  const names = plans.find((one) => one.id === id)?.name;
  return names?.[language.value] ?? names?.en ?? id;
}
