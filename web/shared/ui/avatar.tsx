import style from "./avatar.module.css";

interface AvatarProps {
  name: string;
  /** Chooses the tint, so that two people of one name differ and a renamed person keeps theirs. */
  id?: string | null;
  size?: "s" | "m" | "l" | "xl";
  /** Draws a dot; whoever shows it says it in words as well. */
  presence?: "online" | "away" | "offline" | undefined;
  /** Where there is a picture to show instead. */
  picture?: string | null | undefined;
  /** A project and no person. */
  square?: boolean;
}

/** A picture, or initials on one of six quiet tints. The name is always written beside it, so it is silent. */
export function Avatar({ name, id, size = "m", presence, picture, square = false }: AvatarProps) {
  const look = `${style.avatar} ${style[size]} ${square ? style.square : ""}`;
  if (picture) return <img class={look} src={picture} alt="" width={192} height={192} />;
  return (
    <span class={look} data-tint={tintOf(id || name)} data-initials={initials(name)} aria-hidden="true">
      {presence && <span class={style.dot} data-presence={presence} />}
    </span>
  );
}

/** Two letters of a name in letters, one sign of a name in Chinese, Japanese or Korean. A number adds none. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter((word, at) => word && (at === 0 || !/^\d+$/.test(word)));
  const first = [...(words[0] ?? "")][0] ?? "?";
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

export function tintOf(key: string): number {
  let sum = 7;
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % 6;
}
