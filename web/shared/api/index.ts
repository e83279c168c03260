/** The way to the server over HTTP: what can be asked comes back typed, what is refused is thrown as a `Refusal` in words. */
export { type Ask, type Asked, address, client, type Method, type Settings } from "./client.ts";
export { inWords, type OwnWords, Refusal } from "./refusal.ts";
export type * from "./types.ts";
