import { Refusal } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Visitor } from "../desk/wire.ts";
import style from "../tags/tags.module.css";
import { t } from "../words.ts";
import { called } from "./called.ts";

const FIELDS = [
  { field: "name", most: 80, type: "text" },
  { field: "remark", most: 200, type: "text" },
  { field: "email", most: 254, type: "email" },
  { field: "phone", most: 40, type: "tel" },
  { field: "customer_id", most: 80, type: "text" },
] as const;

type Fields = Record<(typeof FIELDS)[number]["field"], string>;

/** What the team knows of a visitor, saved together. Whoever changed a field meanwhile is not overwritten unseen. */
export function VisitorDialog({ visitor, onClose }: { visitor: Visitor; onClose: () => void }) {
  const { ask } = useRoom();
  const [was, setWas] = useState(() => fieldsOf(visitor));
  const [now, setNow] = useState(was);
  const form = useSubmit(
    FIELDS.map((one) => one.field),
    async () => {
      try {
        await ask.editVisitor(visitor.id, { now, was });
      } catch (thrown) {
        // What was typed stays; whoever presses again has read what is there now.
        if (thrown instanceof Refusal && thrown.code === "stale" && thrown.field) {
          setWas({ ...was, [thrown.field]: String(thrown.params.now ?? "") });
        }
        throw thrown;
      }
      toast(t("visitor.saved"));
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("visitor.edit.title", { name: called(visitor) })} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        {FIELDS.map(({ field, most, type }) => (
          <TextField
            key={field}
            label={t(`field.${field}`)}
            type={type}
            autocomplete="off"
            maxLength={most}
            dir="auto"
            value={now[field]}
            onValue={(value) => setNow({ ...now, [field]: value })}
            hint={field === "remark" ? t("visitor.edit.hint") : undefined}
            error={form.about(field)}
          />
        ))}
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

function fieldsOf(visitor: Visitor): Fields {
  const { name, remark, email, phone, customer_id } = visitor;
  return {
    name,
    remark: remark ?? "",
    email: email ?? "",
    phone: phone ?? "",
    customer_id: customer_id ?? "",
  };
}
