// Ends at white space, quotes, brackets that no address has, and the full-width marks that Chinese and Japanese set
// without a space.
const ADDRESS = /https?:\/\/[^\s<>"'`，。；：！？、（）【】《》「」『』]+/gi;
const AFTER = /[.,;:!?)\]}*_~]+$/;

/** Text in pieces: plain ones and http(s) addresses. Whoever draws an address makes a link of it, never of markup. */
export function withLinks(text: string): (string | URL)[] {
  const pieces: (string | URL)[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutTail(found);
    const url = URL.canParse(address) ? new URL(address) : undefined;
    // "https://bank.example@evil.example" reads as one site and opens another.
    if (!url || url.username || url.password) continue;
    if (index > at) pieces.push(text.slice(at, index));
    pieces.push(Object.assign(url, { shown: address }));
    at = index + address.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

/** As it was written: `URL` would show a name in another script as punycode, and add a slash. */
export function asWritten(url: URL): string {
  return (url as URL & { shown?: string }).shown ?? url.href;
}

/** A full stop or a closing bracket after an address belongs to the sentence, unless its opening one is in the address. */
function withoutTail(found: string): string {
  let address = found;
  for (let tail = AFTER.exec(address); tail; tail = AFTER.exec(address)) {
    const last = address.at(-1);
    if (last === ")" && count(address, "(") >= count(address, ")")) break;
    address = address.slice(0, -1);
  }
  return address;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
