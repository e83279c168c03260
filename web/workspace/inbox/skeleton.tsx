import { t } from "../words.ts";
import style from "./skeleton.module.css";

/** The shape of the rows that are coming. */
export function RowSkeletons() {
  return (
    <div class={style.rows} role="status">
      <span class={style.silent}>{t("list.loading")}</span>
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} class={style.row} data-step={at % 3}>
          <span class={style.face} />
          <span class={style.lines}>
            <span class={style.line} />
            <span class={style.line} />
          </span>
        </div>
      ))}
    </div>
  );
}
