import { useRoom } from "../desk/room.ts";
import { stopSelecting } from "../inbox/selection.ts";
import { asked, doneAsking } from "./asked.ts";
import { AssignDialog } from "./assign.tsx";
import { BlockDialog } from "./block.tsx";
import { SnoozeDialog } from "./snooze.tsx";

/** Whichever question is open. */
export function MovingDialogs() {
  const { store } = useRoom();
  const about = asked.value;
  if (!about) return null;
  const { what, ids } = about;
  const done = () => {
    doneAsking();
    stopSelecting();
  };
  if (what === "assign") return <AssignDialog ids={ids} onClose={done} />;
  if (what === "snooze") return <SnoozeDialog ids={ids} onClose={done} />;
  const conversation = ids[0] === undefined ? undefined : store.row(ids[0]).value?.conversation;
  return conversation ? <BlockDialog conversation={conversation} onClose={doneAsking} /> : null;
}
