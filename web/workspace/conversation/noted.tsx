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

/** The same, with the message set off that somebody came to see. */
export function shownAt(pos: number | null, words: ReturnType<typeof noted>) {
  return (said: Said) => {
    const drawn = words(said);
    if (pos === null || said.message?.pos !== pos) return drawn;
    return (
      <span class={style.place} data-said={pos} tabIndex={-1}>
        {drawn ?? <Text text={said.text} />}
      </span>
    );
  };
}
