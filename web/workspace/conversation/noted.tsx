import { type Said, Text } from "@shared/thread/index.ts";
import { t } from "../words.ts";
import { withNames } from "./mentions.ts";
import style from "./noted.module.css";

/** A note's words, with the colleagues whom it names set off; and what stands where something was taken back. */
export function noted(me: string) {
  return ({ message, text }: Said) => {
    if (message?.recalled_at) return <span class={style.recalled}>{t("change.recalled.here")}</span>;
    if (!message?.mentions) return undefined;
    return withNames(text, message.mentions).map((piece, at) =>
      typeof piece === "string" ? (
        <Text key={at} text={piece} />
      ) : (
        <span key={at} class={style.name} data-me={piece.id === me ? "" : undefined}>
          @{piece.name}
        </span>
      ),
    );
  };
}
