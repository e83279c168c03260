/** Being reached in this browser while the Workspace is closed in it. */
import type { PushDevices } from "@shared/api/index.ts";
import { worker } from "../app/app.ts";
import type { Asking } from "../desk/asking.ts";
import { askToAllow, mayShow } from "./system.ts";

/** Whether this browser can be reached at all. */
export const reachable = worker !== null && "PushManager" in window;

/** Null: the person, or the browser, said no. */
export async function reachHere(ask: Asking, key: string): Promise<PushDevices | null> {
  await askToAllow();
  if (!mayShow() || !worker) return null;
  const { pushManager } = await worker.ready;
  const old = await pushManager.getSubscription();
  // Made with another key of the server's, it would be refused.
  if (old && !sameKey(old, key)) await old.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  return ask.addPushDevice({
    endpoint: endpoint ?? "",
    p256dh: keys?.p256dh ?? "",
    auth: keys?.auth ?? "",
  });
}

/** This browser forgets it too, once the server has. */
export async function leaveHere(): Promise<void> {
  const made = await (await worker?.ready)?.pushManager.getSubscription();
  await made?.unsubscribe();
}

function sameKey(made: PushSubscription, key: string): boolean {
  const used = new Uint8Array(made.options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...used));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === key;
}
