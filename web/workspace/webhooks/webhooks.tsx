import type { Webhook } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { PlusIcon } from "@shared/ui/icons.tsx";
import { query } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useCallback, useEffect, useState } from "preact/hooks";
import { inWords } from "../problems.ts";
import { useWebhooks } from "./asking.ts";
import { useDeeds } from "./deeds.tsx";
import { Deliveries } from "./deliveries.tsx";
import { WebhookDialog } from "./form.tsx";
import { HookIcon } from "./icon.tsx";
import { Line } from "./line.tsx";
import { SecretDialog } from "./secret.tsx";
import style from "./webhooks.module.css";
import { t } from "./words.ts";

/** The servers that are told of what happens here; one of them, with what was sent to it, where the address names it. */
export function Webhooks() {
  const ask = useWebhooks();
  const [all, setAll] = useState<Webhook[] | null>(null);
  const [problem, setProblem] = useState("");
  const reload = useCallback(async () => {
    try {
      setAll((await ask.all()).items);
      setProblem("");
    } catch (refused) {
      setProblem(inWords(refused));
    }
  }, [ask]);
  useEffect(() => void reload(), [reload]);
  const deeds = useDeeds(reload);

  if (problem && !all) return <Failed title={t("failed")} words={problem} onRetry={reload} />;
  if (!all) return <Skeleton label={t("loading")} lines={6} />;
  const open = all.find((one) => one.id === query.value.get("webhook"));
  return (
    <>
      {open ? (
        <Deliveries webhook={open} deeds={deeds} onChanged={reload} />
      ) : (
        <All webhooks={all} deeds={deeds} onChanged={reload} />
      )}
      {deeds.dialog}
    </>
  );
}

interface AllProps {
  webhooks: readonly Webhook[];
  deeds: ReturnType<typeof useDeeds>;
  onChanged: () => Promise<void>;
}

function All({ webhooks, deeds, onChanged }: AllProps) {
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button look="primary" icon={PlusIcon} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <>
      {webhooks.length === 0 ? (
        <Empty icon={HookIcon} title={t("empty")} actions={add}>
          {t("empty.why")}
        </Empty>
      ) : (
        <div class={style.section}>
          <div class={style.top}>
            <p class={style.quiet}>{t("lead")}</p>
            {add}
          </div>
          <ul class={style.list}>
            {webhooks.map((one) => (
              <Line key={one.id} webhook={one} items={deeds.items(one)} />
            ))}
          </ul>
        </div>
      )}
      {adding && (
        <WebhookDialog
          onClose={() => setAdding(false)}
          onAdded={(made) => {
            setAdding(false);
            setSecret(made);
            void onChanged();
          }}
        />
      )}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
