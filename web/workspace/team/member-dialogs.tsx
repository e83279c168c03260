import { type Member, Refusal, type Role } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { RoleChoice } from "./roles.tsx";
import style from "./team.module.css";

interface DialogProps {
  member: Member;
  onClose: () => void;
}

/** Role and conversation limit, saved together. */
export function EditDialog({ member, onClose }: DialogProps) {
  const { ask, team } = useRoom();
  // What was there when the dialog opened: the page refreshes itself beneath and must not change what is compared.
  const [before, setBefore] = useState(member);
  const [role, setRole] = useState<Role>(member.role);
  const [limit, setLimit] = useState(String(member.conversation_limit));
  const [now, setNow] = useState<Member | null>(null);
  const form = useSubmit(
    ["conversation_limit"],
    async () => {
      const conversation_limit = Number(limit);
      if (!/^\d{1,3}$/.test(limit.trim())) refuse("conversation_limit", t("team.limit.bad"));
      setNow(null);
      try {
        await ask.changeAgent(before.id, { role, conversation_limit, version: before.version });
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === "stale") {
          await team.refresh();
          const meanwhile = team.shown.peek()?.members.find((one) => one.id === before.id);
          if (meanwhile) {
            setBefore(meanwhile);
            setNow(meanwhile);
          }
        }
        throw thrown;
      }
      toast(t("team.saved", { name: before.name }));
      onClose();
      await team.refresh();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("team.edit.title", { name: before.name })} onClose={onClose} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem}>
          {now && <p>{t("team.now", { role: t(`role.${now.role}`), limit: now.conversation_limit })}</p>}
        </Problem>
        <RoleChoice value={role} onValue={setRole} />
        <TextField
          label={t("team.limit")}
          hint={t("team.limit.hint")}
          name="conversation-limit"
          inputMode="numeric"
          autocomplete="off"
          maxLength={3}
          value={limit}
          onValue={setLimit}
          error={form.about("conversation_limit")}
        />
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

export function RemoveDialog({ member, onClose }: DialogProps) {
  const { ask, team } = useRoom();
  const { name, email } = member;
  const act = async () => {
    await ask.removeAgent(member.id);
    toast(t("team.removed", { name }));
    onClose();
    await team.refresh();
  };
  return (
    <SureDialog
      title={t("team.remove.title", { name })}
      does={t("team.remove.do")}
      act={act}
      otherwise={t("problem.unknown")}
      onClose={onClose}
    >
      <p>{t("team.remove.sure", { name, email })}</p>
    </SureDialog>
  );
}
