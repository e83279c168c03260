let lastTime = 0;
let counter = 0;

/**
 * A UUIDv7 without its dashes: the order of making is the order of the text, even within a millisecond and when the
 * clock steps back. `crypto.randomUUID` is not used because it is missing on plain-HTTP pages.
 */
export function newClientId(now: number = Date.now()): string {
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastTime++;
    counter = 0;
  }
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = ((random[0] as number) & 0x3f) | 0x80;
  return hex(lastTime, 12) + hex(0x7000 + counter, 4) + [...random].map((byte) => hex(byte, 2)).join("");
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
