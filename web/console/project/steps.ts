import type { Project } from "@shared/api/index.ts";

export const STEPS = ["administrator", "password", "workbench", "message", "answer", "install"] as const;
export type Step = (typeof STEPS)[number];

type Told = Pick<Project, "administrators" | "checklist">;

/**
 * The way from an empty project to the first answered visitor. Told by the server alone, so that it ticks in every tab. A
 * project with an administrator from its first moment never had the step of adding one.
 */
export function steps({ checklist, administrators }: Told): { step: Step; done: boolean }[] {
  const done: Record<Step, boolean> = {
    administrator: administrators.length > 0,
    password: checklist.password_set,
    workbench: checklist.workspace_entered,
    message: checklist.first_message,
    answer: checklist.first_answer,
    install: checklist.widget_installed,
  };
  return STEPS.filter((step) => step !== "administrator" || !done.administrator).map((step) => ({
    step,
    done: done[step],
  }));
}
