import { Refusal, type SavedView } from "@shared/api/index.ts";
import { newClientId } from "@shared/live/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button, IconButton } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { ChevronDownIcon, CloseIcon, PencilIcon } from "@shared/ui/icons.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";
import { t as workspace } from "../words.ts";
import { UpIcon } from "./icon.tsx";
import style from "./saved.module.css";
import { moved } from "./saved.ts";
import { keeping } from "./saved-list.tsx";
import { t } from "./words.ts";

/** Saved views to be renamed, ordered and deleted; the team's only by administrators. */
export function KeepDialog() {
  const { ask, saved, store } = useRoom();
  const [renamed, setRenamed] = useState<string | null>(null);
  const views = saved.known.value;
  const may = (one: SavedView) => !one.shared || store.agent.value.role === "administrator";
  const close = () => {
    keeping.value = false;
  };

  const act = async (deed: () => Promise<unknown>) => {
    try {
      await deed();
    } catch (refused) {
      toast(inWords(refused), "problem");
    } finally {
      void saved.refresh();
    }
  };
  const move = ({ id, shared }: SavedView, by: -1 | 1) =>
    act(() => ask.orderViews({ shared, view_ids: moved(views, id, by) }));
  const drop = (one: SavedView) =>
    act(async () => {
      const { name, shared, filters } = one;
      await ask.deleteView(one.id);
      const order = views.filter((other) => other.shared === shared).map(({ id }) => id);
      const client_id = newClientId();
      toast(t("views.deleted", { name }), "done", {
        label: workspace("undo"),
        onPress: () =>
          void act(async () => {
            const back = await ask.saveView({ client_id, name, shared, filters });
            await ask.orderViews({ shared, view_ids: order.map((id) => (id === one.id ? back.id : id)) });
          }),
      });
    });

  return (
    <Dialog title={t("views.saved")} onClose={close}>
      {views.length === 0 && <p class={style.hint}>{t("views.none")}</p>}
      <ul class={style.kept}>
        {views.map((one, at) => (
          <li key={one.id}>
            {renamed === one.id ? (
              <Rename view={one} onDone={() => setRenamed(null)} />
            ) : (
              <div class={style.row}>
                <span class={style.name}>
                  <bdi>{one.name}</bdi>
                  {one.shared && <Badge>{t("views.team")}</Badge>}
                </span>
                {may(one) && (
                  <>
                    <IconButton
                      size="s"
                      icon={UpIcon}
                      label={t("views.up", { name: one.name })}
                      disabled={views[at - 1]?.shared !== one.shared}
                      onClick={() => void move(one, -1)}
                    />
                    <IconButton
                      size="s"
                      icon={ChevronDownIcon}
                      label={t("views.down", { name: one.name })}
                      disabled={views[at + 1]?.shared !== one.shared}
                      onClick={() => void move(one, 1)}
                    />
                    <IconButton
                      size="s"
                      icon={PencilIcon}
                      label={t("views.rename", { name: one.name })}
                      onClick={() => setRenamed(one.id)}
                    />
                    <IconButton
                      size="s"
                      icon={CloseIcon}
                      label={t("views.delete", { name: one.name })}
                      onClick={() => void drop(one)}
                    />
                  </>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Rename({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const { ask, saved } = useRoom();
  const [name, setName] = useState(view.name);
  const [began, setBegan] = useState(view.name);
  const form = useSubmit(
    ["name"],
    async () => {
      try {
        await ask.changeView(view.id, { name, name_was: began });
      } catch (thrown) {
        // What was typed stays; whoever presses again has read what is there now.
        if (thrown instanceof Refusal && thrown.code === "stale") setBegan(String(thrown.params.now));
        throw thrown;
      } finally {
        void saved.refresh();
      }
      onDone();
    },
    workspace("problem.unknown"),
  );
  return (
    <form class={style.rename} {...form.attributes}>
      <Problem words={form.problem} />
      <TextField
        label={t("views.name")}
        autocomplete="off"
        maxLength={40}
        dir="auto"
        value={name}
        onValue={setName}
        error={form.about("name")}
        data-autofocus
      />
      <DialogActions>
        <Button onClick={onDone}>{workspace("cancel")}</Button>
        <Button type="submit" look="primary" busy={form.busy}>
          {workspace("save")}
        </Button>
      </DialogActions>
    </form>
  );
}
