import type { Plan, SubscriptionPage } from "@shared/api/index.ts";
import { ask } from "../server.ts";

/* Paying happens on the provider's pages: we ask for the address of one and go there. */

export interface Purchase {
  plan: string;
  seats: number;
  currency: string;
  period: string;
}

export async function checkOut(projectId: string, clientId: string, purchase: Purchase): Promise<void> {
  const body = { client_id: clientId, ...purchase };
  await goTo(projectId, "checkout", body);
}

export async function managePayment(projectId: string): Promise<void> {
  await goTo(projectId, "portal");
}

async function goTo(projectId: string, page: string, body?: unknown): Promise<void> {
  const asked = { repeatable: true, ...(body ? { body } : {}) };
  const { url } = await ask<{ url: string }>("POST", `/projects/${projectId}/billing/${page}`, asked);
  location.assign(url);
}

/** What an owner can pay for by themselves. */
export function payable(shown: SubscriptionPage): Plan[] {
  return shown.plans.filter((plan) => plan.offered && plan.prices.some((price) => price.payable));
}

/** What the project could have instead of its plan: paid in the same currency for the same time. */
export function exchangeable(shown: SubscriptionPage): Plan[] {
  const { may_raise, payments, currency, period, subscription } = shown;
  const others = shown.plans.filter(
    (plan) => plan.offered && plan.id !== "free" && plan.id !== subscription.plan,
  );
  if (!payments.paying) return may_raise ? others : [];
  return others.filter((plan) =>
    plan.prices.some((price) => price.payable && price.currency === currency && price.period === period),
  );
}
