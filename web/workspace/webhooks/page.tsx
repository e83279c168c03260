import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useState } from "preact/hooks";
import { t } from "../words.ts";

type Part = typeof import("./webhooks.tsx");

/** What only administrators see, and seldom: fetched when it is opened. */
export function WebhookSettings() {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    import("./webhooks.tsx").then(setPart);
  }, []);
  if (!part) return <Skeleton label={t("settings.loading")} lines={6} />;
  return <part.Webhooks />;
}
