import type { components } from "@shared/api/schema.ts";

type Said = components["schemas"];

export type Overview = Said["Overview"];
export type ProjectLine = Said["ProjectLine"];
export type ProjectDetails = Said["ProjectDetails"];
export type AccountLine = Said["AccountLine"];
export type PlanOffered = Said["PlanOffered"];
export type Happening = Said["Happening"];
