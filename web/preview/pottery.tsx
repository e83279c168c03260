import style from "./shop.module.css";

/* Drawn for Deskbell. Decoration: what is sold is said in words. */

function piece(body: string, shade: string, handle?: string) {
  return () => (
    <svg class={style.picture} viewBox="0 0 200 160" aria-hidden="true">
      <ellipse class={style.shadow} cx="100" cy="140" rx="66" ry="8" />
      {handle && <path class={style.handle} d={handle} />}
      <path class={style.body} d={body} />
      <path class={style.glaze} d={shade} />
    </svg>
  );
}

export const Teapot = piece(
  "M62 70c0-22 20-34 40-34s40 12 40 34c10 2 20-8 30-10 4 0 6 4 3 7-9 9-14 26-33 33-4 22-18 40-40 40s-44-16-44-42c0-10 1-19 4-28Zm32-33c0-10 16-10 16 0Z",
  "M62 70c0-22 20-34 40-34s40 12 40 34c-10 10-22 4-32 10s-18 14-28 6-14-6-20-16Z",
  "M62 66c-30-8-38 44 2 50",
);
export const Cup = piece(
  "M66 58h68c2 40-4 80-34 80s-36-40-34-80Z",
  "M66 58h68c0 10 0 20-2 28-12 8-18-6-30 0s-22 8-35-2c-1-8-1-17-1-26Z",
  "M132 72c28-4 26 40-6 40",
);
export const Bowl = piece(
  "M36 66h128c0 40-24 68-46 72H82c-22-4-46-32-46-72Z",
  "M36 66h128c0 8-1 15-3 22-20 12-34-6-56 2s-46 8-66-4c-2-6-3-13-3-20Z",
);
export const Vase = piece(
  "M90 22h20c2 20-4 28 8 44 16 22 14 74-18 74s-34-52-18-74c12-16 6-24 8-44Z",
  "M90 22h20c2 20-4 28 8 44 3 4 5 9 7 14-14 8-22-4-32 2-6 4-12 2-17-4 2-4 4-8 6-12 12-16 6-24 8-44Z",
);
