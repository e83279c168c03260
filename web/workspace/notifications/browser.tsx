import { Button } from "@shared/ui/button.tsx";
import { BellIcon, CheckIcon } from "@shared/ui/icons.tsx";
import style from "./notifications.module.css";
import { allowed, askToAllow } from "./system.ts";
import { t } from "./words.ts";

/** Whether this browser shows notifications of the computer; it is asked by a press, after one has read what for. */
export function ThisBrowser() {
  const state = allowed.value;
  return (
    <section class={style.section} aria-labelledby="browser">
      <h2 id="browser">{t("browser")}</h2>
      <div class={style.browser} data-state={state}>
        {state === "granted" ? <CheckIcon /> : <BellIcon />}
        <p>{t(`browser.${state}`)}</p>
        {state === "default" && (
          <Button look="primary" onClick={() => void askToAllow()}>
            {t("browser.allow")}
          </Button>
        )}
      </div>
    </section>
  );
}
