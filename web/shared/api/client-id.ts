/**
 * Names one intention of a person ("make this project", "send this message"). Made once when the form opens or the
 * message is written, sent with every try: a double press, a retry and a reload all mean the same thing.
 *
 * A UUIDv7 without dashes: it sorts by time, which keeps the server's index on it small.
 */
export function clientId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
