import type {
  Delivery,
  DeliveryContent,
  DeliveryState,
  Page,
  Webhook,
  WebhookEdit,
  WebhookForm,
  WebhookWithSecret,
} from "@shared/api/index.ts";
import { useMemo } from "preact/hooks";
import { ask } from "../desk/asking.ts";
import { project } from "../place.ts";

/** What is asked of the server about the project's webhooks. */
export function useWebhooks() {
  const here = project.value ?? "";
  return useMemo(() => webhooksOf(here), [here]);
}

export type Webhooks = ReturnType<typeof webhooksOf>;

function webhooksOf(project: string) {
  const at = `/${encodeURIComponent(project)}/webhooks`;
  const one = (id: string) => `${at}/${encodeURIComponent(id)}`;
  const sent = (id: string, delivery: string) => `${one(id)}/deliveries/${encodeURIComponent(delivery)}`;
  const repeatable = true;
  return {
    all: () => ask<{ items: Webhook[] }>("GET", at),
    add: (body: WebhookForm) => ask<WebhookWithSecret>("POST", at, { body, repeatable }),
    change: (id: string, body: WebhookEdit) => ask<Webhook>("PATCH", one(id), { body }),
    renewSecret: (id: string) => ask<WebhookWithSecret>("POST", `${one(id)}/secret`),
    remove: (id: string) => ask("DELETE", one(id), { repeatable }),
    test: (id: string) => ask<Delivery>("POST", `${one(id)}/test`),
    deliveries: (id: string, progress: DeliveryState | null, after: string | null) =>
      ask<Page<Delivery>>("GET", `${one(id)}/deliveries`, { query: { progress, after, limit: 50 } }),
    delivery: (id: string, delivery: string) => ask<DeliveryContent>("GET", sent(id, delivery)),
    again: (id: string, delivery: string) =>
      ask<Delivery>("POST", `${sent(id, delivery)}/again`, { repeatable }),
  };
}
