import { signal } from "@preact/signals";
import { newClientId } from "@shared/live/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField, TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useMemo, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t as workspace } from "../words.ts";
import style from "./saved.module.css";
import { filtersFor } from "./saved.ts";
import { shownHere } from "./saved-list.tsx";
import { t } from "./words.ts";

/** The dialog that gives the present list a name is open. */
export const saving = signal(false);

/** Gives the list as it is now a name. */
export function SaveDialog() {
  const { ask, saved, store } = useRoom();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  // Trying again is the same attempt.
  const client_id = useMemo(newClientId, []);
  const close = () => {
    saving.value = false;
  };
  const form = useSubmit(
    ["name"],
    async () => {
      await ask.saveView({ client_id, name, shared, filters: filtersFor(shownHere()) });
      void saved.refresh();
      toast(t("views.save.done"));
      close();
    },
    workspace("problem.unknown"),
  );
  return (
    <Dialog title={t("views.save.title")} onClose={close} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("views.name")}
          hint={t("views.name.hint")}
          autocomplete="off"
          maxLength={40}
          dir="auto"
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
        {store.agent.value.role === "administrator" && (
          <CheckField
            name="shared"
            label={t("views.shared")}
            hint={t("views.shared.hint")}
            value={shared}
            onValue={setShared}
          />
        )}
        <DialogActions>
          <Button onClick={close}>{workspace("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {workspace("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
