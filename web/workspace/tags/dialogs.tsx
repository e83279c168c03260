import { Refusal, type Tag, type TagColour } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { COLOURS } from "./naming.ts";
import style from "./tags.module.css";

type Form = ReturnType<typeof useSubmit>;

/** A new tag, or another name and colour for one. */
export function TagDialog({ tag, onClose }: { tag?: Tag; onClose: () => void }) {
  const { ask } = useRoom();
  const [name, setName] = useState(tag?.name ?? "");
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? "slate");
  const [began, setBegan] = useState(tag?.name ?? "");
  const form = useSubmit(
    ["name"],
    async () => {
      try {
        const saved = tag
          ? await ask.changeTag(tag.id, { name, colour, name_was: began })
          : await ask.createTag({ name, colour });
        toast(t("tags.saved", { name: saved.name }));
      } catch (thrown) {
        // What was typed stays; whoever presses again has read what is there now.
        if (thrown instanceof Refusal && thrown.code === "stale") setBegan(String(thrown.params.now));
        throw thrown;
      }
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={tag ? t("tags.edit.title", { name: tag.name }) : t("tags.new")} onClose={onClose} careful>
      <Frame form={form} onClose={onClose} save={t("save")}>
        <TextField
          label={t("tags.name")}
          autocomplete="off"
          maxLength={40}
          dir="auto"
          value={name}
          onValue={setName}
          error={form.about("name")}
        />
        <fieldset class={style.colours}>
          <legend>{t("tags.colour")}</legend>
          {COLOURS.map((one) => (
            <label key={one}>
              <input type="radio" name="colour" checked={one === colour} onChange={() => setColour(one)} />
              <span class={style.dot} data-colour={one} />
              {t(`colour.${one}`)}
            </label>
          ))}
        </fieldset>
      </Frame>
    </Dialog>
  );
}

/** Two that mean the same become one. */
export function MergeDialog({
  tag,
  others,
  onClose,
}: {
  tag: Tag;
  others: readonly Tag[];
  onClose: () => void;
}) {
  const { ask } = useRoom();
  const choices = others.filter((one) => one.id !== tag.id);
  const [into, setInto] = useState(choices[0]?.id ?? "");
  const form = useSubmit(
    [],
    async () => {
      await ask.mergeTag(into, tag.id);
      const name = choices.find((one) => one.id === into)?.name ?? "";
      toast(t("tags.merged", { name: tag.name, into: name }));
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("tags.merge.title", { name: tag.name })} onClose={onClose}>
      <Frame form={form} onClose={onClose} save={t("tags.merge.do")}>
        <SelectField
          label={t("tags.merge.into")}
          value={into}
          onValue={setInto}
          options={choices.map((one) => ({ value: one.id, label: one.name }))}
        />
        <p>{t("tags.merge.sure", { name: tag.name })}</p>
      </Frame>
    </Dialog>
  );
}

export function DeleteDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { ask } = useRoom();
  const act = async () => {
    await ask.deleteTag(tag.id);
    toast(t("tags.deleted", { name: tag.name }));
    onClose();
  };
  return (
    <SureDialog
      title={t("tags.delete.title", { name: tag.name })}
      does={t("tags.delete")}
      act={act}
      otherwise={t("problem.unknown")}
      onClose={onClose}
    >
      <p>{t("tags.delete.sure")}</p>
    </SureDialog>
  );
}

function Frame({
  form,
  onClose,
  save,
  children,
}: {
  form: Form;
  onClose: () => void;
  save: string;
  children: ComponentChildren;
}) {
  return (
    <form class={style.form} {...form.attributes}>
      <Problem words={form.problem} />
      {children}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button type="submit" look="primary" busy={form.busy}>
          {save}
        </Button>
      </DialogActions>
    </form>
  );
}
