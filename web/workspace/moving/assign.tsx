import { Refusal } from "@shared/api/index.ts";
import { formatNumber } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { AreaField, TextField } from "@shared/ui/field.tsx";
import { InboxIcon, PeopleIcon } from "@shared/ui/icons.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { doToMany } from "./many.ts";
import style from "./moving.module.css";
import { matching, type Target, targets } from "./targets.ts";

/** What stands for nobody in particular. */
const ANYBODY = "anybody";

/** To whom to give one conversation or many. */
export function AssignDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const room = useRoom();
  const { store, ask } = room;
  const [id] = ids;
  const one = ids.length === 1 && id !== undefined ? store.row(id).value?.conversation : undefined;
  // Who had it when one began to choose: of two who choose at once the second is told.
  const [heldBy, setHeldBy] = useState(one?.assignee_id ?? null);
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState("");
  const [note, setNote] = useState("");
  const everybody = targets(store.agents.value, store.groups.value, store.counts.value);
  const found = matching(everybody, typed).filter((target) => !one || target.id !== one.assignee_id);
  const chosen = wanted === ANYBODY ? ANYBODY : (found.find((target) => target.id === wanted) ?? found[0]);
  const back = (!one || one.assignee_id !== null) && typed.trim() === "";
  const form = useSubmit(
    [],
    async () => {
      if (!chosen) return;
      const to =
        chosen === ANYBODY ? {} : chosen.kind === "agent" ? { agent_id: chosen.id } : { group_id: chosen.id };
      const name = chosen === ANYBODY ? t("assign.anybody") : chosen.name;
      if (one) {
        try {
          const words = note.trim() ? { note: note.trim() } : {};
          await ask.transfer(one.id, { ...to, ...words, held_by: heldBy });
        } catch (thrown) {
          // Somebody was quicker: whoever presses again knows whom they take it from.
          if (thrown instanceof Refusal)
            setHeldBy(store.row(one.id).peek()?.conversation.assignee_id ?? null);
          throw thrown;
        }
        toast(t("assign.done", { name }));
      } else {
        const many = { conversation_ids: ids, deed: "assign" as const, ...to };
        await doToMany(room, many, (n) => t("assign.done.many", { n, name }));
      }
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog
      title={one ? t("assign.title") : t("assign.title.many", { n: ids.length })}
      onClose={onClose}
      careful={note !== ""}
    >
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("assign.find")}
          type="search"
          autocomplete="off"
          maxLength={80}
          value={typed}
          onValue={setTyped}
        />
        <fieldset class={style.targets}>
          <legend class={style.silent}>{t("assign.to")}</legend>
          {found.map((target) => (
            <label key={target.id} class={style.target}>
              <input
                type="radio"
                name="target"
                checked={chosen !== ANYBODY && chosen?.id === target.id}
                onChange={() => setWanted(target.id)}
              />
              <Face target={target} />
            </label>
          ))}
          {found.length === 0 && <p class={style.quiet}>{t("assign.nobody")}</p>}
          {back && (
            <label class={style.target}>
              <input
                type="radio"
                name="target"
                checked={chosen === ANYBODY}
                onChange={() => setWanted(ANYBODY)}
              />
              <span class={style.sign}>
                <InboxIcon />
              </span>
              <span class={style.name}>{t("assign.anybody")}</span>
            </label>
          )}
        </fieldset>
        {one && (
          <AreaField
            label={t("assign.note")}
            hint={t("assign.note.hint")}
            name="note"
            rows={2}
            dir="auto"
            maxLength={4_000}
            value={note}
            onValue={setNote}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy} disabled={!chosen}>
            {t("assign.do")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Face({ target }: { target: Target }) {
  const { store } = useRoom();
  if (target.kind === "group") {
    return (
      <>
        <span class={style.sign}>
          <PeopleIcon />
        </span>
        <span class={style.name}>
          <bdi>{target.name}</bdi>
          <span class={style.quiet}>{t("assign.group", { n: target.here, size: target.size })}</span>
        </span>
      </>
    );
  }
  const { card, name, id, load, here } = target;
  const presence = card.online ? card.availability : "offline";
  return (
    <>
      <Avatar name={name} id={id} size="s" presence={presence} />
      <span class={style.name}>
        <span>
          <bdi>{name}</bdi>
          {id === store.agent.value.id && <span class={style.quiet}> · {t("you")}</span>}
        </span>
        {!here && <span class={style.quiet}>{t(`availability.${presence}`)}</span>}
      </span>
      <span class={style.load} data-full={load >= card.conversation_limit}>
        <span aria-hidden="true">
          {formatNumber(load)}/{formatNumber(card.conversation_limit)}
        </span>
        <span class={style.silent}>{t("team.busy", { n: load, limit: card.conversation_limit })}</span>
      </span>
    </>
  );
}
