const encoder = new TextEncoder();

/** The server counts bytes: a Chinese character is three, an emoji four. */
export function textBytes(text: string): number {
  return encoder.encode(text).length;
}
