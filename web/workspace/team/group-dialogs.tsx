import { type Member, Refusal } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { CheckField, TextField } from "@shared/ui/field.tsx";
import { useIntention } from "@shared/ui/intention.ts";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Group } from "../desk/wire.ts";
import { t } from "../words.ts";
import style from "./team.module.css";

/** A new group, or one that is there: its name and who is in it, saved together. */
export function GroupDialog({
  group,
  members,
  onClose,
}: {
  group: Group | null;
  members: Member[];
  onClose: () => void;
}) {
  const { ask, store } = useRoom();
  const intention = useIntention();
  // What was there when the dialog opened: facts go on beneath it.
  const [before, setBefore] = useState(group);
  const [name, setName] = useState(group?.name ?? "");
  const [inside, setInside] = useState<ReadonlySet<string>>(new Set(group?.agent_ids));
  const [now, setNow] = useState<Group | null>(null);
  const form = useSubmit(
    ["name"],
    async () => {
      if (!name.trim()) refuse("name", t("group.name.blank"));
      setNow(null);
      const wish = { name, agent_ids: members.filter(({ id }) => inside.has(id)).map(({ id }) => id) };
      if (!before) await ask.makeGroup({ client_id: intention(wish), ...wish });
      else {
        try {
          await ask.changeGroup(before.id, { ...wish, version: before.version });
        } catch (thrown) {
          const meanwhile = store.groups.peek().get(before.id);
          if (thrown instanceof Refusal && thrown.code === "stale" && meanwhile) {
            setBefore(meanwhile);
            setNow(meanwhile);
          }
          throw thrown;
        }
      }
      toast(t("team.saved", { name: name.trim() }));
      onClose();
    },
    t("problem.unknown"),
  );
  const put = (id: string, value: boolean) => {
    const next = new Set(inside);
    if (value) next.add(id);
    else next.delete(id);
    setInside(next);
  };
  const names = (ids: readonly string[]) =>
    members
      .filter(({ id }) => ids.includes(id))
      .map((one) => one.name)
      .join(", ") || t("group.nobody");
  return (
    <Dialog
      title={group ? t("group.edit.title", { name: group.name }) : t("group.new")}
      onClose={onClose}
      careful
    >
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem}>
          {now && <p>{t("group.now", { name: now.name, members: names(now.agent_ids) })}</p>}
        </Problem>
        <TextField
          label={t("group.name")}
          name="group-name"
          autocomplete="off"
          dir="auto"
          maxLength={80}
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
        <fieldset class={style.choices}>
          <legend>{t("group.members")}</legend>
          <div class={style.members}>
            {members.map((one) => (
              <CheckField
                key={one.id}
                label={one.name}
                hint={one.email}
                name={one.id}
                value={inside.has(one.id)}
                onValue={(value) => put(one.id, value)}
              />
            ))}
          </div>
        </fieldset>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export function RemoveGroupDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const { ask } = useRoom();
  const { name } = group;
  const act = async () => {
    await ask.removeGroup(group.id);
    toast(t("group.removed", { name }));
    onClose();
  };
  return (
    <SureDialog
      title={t("group.remove.title", { name })}
      does={t("team.remove.do")}
      act={act}
      otherwise={t("problem.unknown")}
      onClose={onClose}
    >
      <p>{t("group.remove.sure")}</p>
    </SureDialog>
  );
}
