import { toast } from "@shared/ui/toast.tsx";
import type { Asking } from "../desk/asking.ts";
import type { Room } from "../desk/room.ts";
import { once } from "../team/once.ts";
import { t } from "../words.ts";

type Wanted = Parameters<Asking["many"]>[0];
type Done = Awaited<ReturnType<Asking["many"]>>["items"];

/**
 * Does one thing to many, says how many it was, and offers to take it back. What could not be done is said with the
 * first reason: the others are mostly the same.
 */
export async function doToMany(room: Room, wanted: Wanted, said: (n: number) => string): Promise<void> {
  const { items } = await room.ask.many(wanted);
  const undo = items.flatMap((one) => one.undo ?? []);
  if (undo.length > 0) {
    toast(said(undo.length), "done", {
      label: t("undo"),
      onPress: () =>
        void once("undo many", async () => {
          const back = (await room.ask.undoMany(undo)).items;
          const restored = back.filter((one) => !one.refusal).length;
          if (restored > 0) toast(t("bulk.undone", { n: restored }));
          tellRefused(back);
        }),
    });
  } else if (!items.some((one) => one.refusal)) toast(t("bulk.nothing"));
  tellRefused(items);
}

function tellRefused(items: Done): void {
  const refused = items.flatMap((one) => one.refusal ?? []);
  const [first] = refused;
  if (first) toast(t("bulk.refused", { n: refused.length, why: first.message }), "problem");
}
