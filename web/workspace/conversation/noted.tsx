import { type Said, Text } from "@shared/thread/index.ts";
import { withNames } from "./mentions.ts";
import style from "./noted.module.css";

/** A note's words, with the colleagues whom it names set off. */
export function noted(me: string) {
  return ({ message, text }: Said) => {
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
