import { GeneralForm } from "@shared/general/general-form.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { useRoom } from "../../desk/room.ts";
import { t } from "../../words.ts";

/** What the project speaks, and by which clock it lives. */
export function General() {
  const { ask, store } = useRoom();
  const project = store.project.value;
  return (
    <GeneralForm project={project} save={ask.changeGeneral} otherwise={t("problem.unknown")}>
      <TextField
        label={t("settings.name")}
        hint={t("settings.name.hint")}
        value={project.name}
        onValue={() => {}}
        readOnly
        dir="auto"
      />
    </GeneralForm>
  );
}
