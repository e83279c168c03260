import { Button } from "@shared/ui/button.tsx";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import style from "./banner.module.css";

/** A reconnect of a moment is nobody's business; one that lasts is. */
const PATIENCE = 2000;

/** Says when what one sees may be old, and what happens to what one writes. */
export function ConnectionBanner() {
  const { live } = useRoom();
  const status = live.status.value;
  const lost = status === "connecting" || status === "offline";
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (!lost) return;
    const timer = setTimeout(() => setLasting(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [lost]);

  const stopped = status === "stopped" ? live.stopped.value : null;
  const said =
    stopped && stopped !== "closed"
      ? t(`connection.${stopped}`)
      : lost && lasting
        ? t(`connection.${status}`)
        : "";
  return (
    <div class={style.place} role="status" data-said={said !== ""} data-stopped={stopped !== null}>
      {said && <span>{said}</span>}
      {stopped === "replaced" && (
        <Button size="s" onClick={() => live.reconnect()}>
          {t("connection.here")}
        </Button>
      )}
    </div>
  );
}
