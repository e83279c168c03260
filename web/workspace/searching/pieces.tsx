import type { Piece } from "@shared/api/index.ts";
import style from "./results.module.css";

/** A text with what was looked for set off. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, at) =>
        piece.hit ? (
          <mark key={at} class={style.hit}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
