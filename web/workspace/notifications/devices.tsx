import type { PushDevices } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { ScreenIcon } from "@shared/ui/icons.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";
import { leaveHere, reachable, reachHere } from "./devices.ts";
import style from "./notifications.module.css";
import { t } from "./words.ts";

/** Where one is reached while no Workspace is open: each device is added by a press there, and can be taken away from anywhere. */
export function Devices() {
  const { ask } = useRoom();
  const [shown, setShown] = useState<PushDevices | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const load = useCallback(() => {
    setProblem("");
    ask.pushDevices().then(setShown, (refused) => setProblem(inWords(refused)));
  }, [ask]);
  useEffect(load, [load]);

  const add = async (key: string) => {
    setBusy(true);
    try {
      const now = await reachHere(ask, key);
      if (now) setShown(now);
      else toast(t("closed.refused"), "problem");
    } catch (refused) {
      toast(refused instanceof DOMException ? t("closed.unable") : inWords(refused), "problem");
    } finally {
      setBusy(false);
    }
  };
  const remove = async ({ id, here }: PushDevices["items"][number]) => {
    try {
      await ask.removePushDevice(id);
      if (here) await leaveHere();
    } catch (refused) {
      toast(inWords(refused), "problem");
    }
    load();
  };
  return (
    <section class={style.section} aria-labelledby="closed">
      <h2 id="closed">{t("closed")}</h2>
      <p class={style.quiet}>{t("closed.words")}</p>
      {problem && <Failed title={t("closed.failed")} words={problem} onRetry={load} />}
      {!problem && !shown && <Skeleton label={t("notifications.loading")} lines={2} />}
      {shown && shown.items.length > 0 && (
        <ul class={style.devices}>
          {shown.items.map((device) => (
            <li key={device.id}>
              <ScreenIcon />
              <div>
                <p class={style.device}>
                  <bdi>{[device.browser, device.os].filter(Boolean).join(" · ") || t("closed.unknown")}</bdi>
                  {device.here && <Badge tone="accent">{t("closed.here")}</Badge>}
                </p>
                <p class={style.quiet}>
                  {device.used_at
                    ? t("closed.used", { at: formatMoment(device.used_at) })
                    : t("closed.since", { at: formatMoment(device.created_at) })}
                </p>
              </div>
              <Button size="s" onClick={() => void remove(device)}>
                {t("closed.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {shown && !shown.items.some(({ here }) => here) && (
        <div>
          {reachable ? (
            <Button busy={busy} onClick={() => void add(shown.key)}>
              {t("closed.add")}
            </Button>
          ) : (
            <p class={style.quiet}>{t("closed.impossible")}</p>
          )}
        </div>
      )}
    </section>
  );
}
