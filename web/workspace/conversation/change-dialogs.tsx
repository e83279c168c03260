import { type EarlierTexts, Refusal } from "@shared/api/index.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import type { Thread } from "@shared/thread/index.ts";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { AreaField } from "@shared/ui/field.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { announce } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import style from "./change-dialogs.module.css";
import { type Change, change } from "./changes.ts";

interface DialogProps {
  message: Change["message"];
  thread: Thread;
}

function close(): void {
  change.value = null;
}

/** The dialog of what one is about to do with a message, if anything. */
export function ChangeDialogs({ thread }: { thread: Thread }) {
  if (!change.value) return null;
  const { what, message } = change.value;
  const props = { message, thread };
  if (what === "edit") return <EditDialog {...props} />;
  return what === "recall" ? <RecallDialog {...props} /> : <EarlierDialog {...props} />;
}

function EditDialog({ message, thread }: DialogProps) {
  const { ask } = useRoom();
  // What one began from: the thread goes on beneath and must not change what is compared.
  const [before, setBefore] = useState(message);
  const [text, setText] = useState(message.text);
  const [now, setNow] = useState<string | null>(null);
  const form = useSubmit(
    ["text"],
    async () => {
      setNow(null);
      try {
        const body = { text, revision: before.revision ?? 0 };
        thread.post([await ask.editMessage(before.conversation_id, before.id, body)]);
      } catch (thrown) {
        const meanwhile = thread.messages.find(({ id }) => id === before.id);
        if (thrown instanceof Refusal && thrown.code === "stale" && meanwhile) {
          setBefore(meanwhile);
          setNow(meanwhile.text);
        }
        throw thrown;
      }
      announce(t("change.edited"));
      close();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("change.edit.title")} onClose={close} careful>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem}>{now !== null && <p class={style.text}>{now}</p>}</Problem>
        <AreaField
          label={message.kind === "note" ? t("composer.note") : t("change.text")}
          hint={message.kind === "note" ? t("change.edit.note") : t("change.edit.hint")}
          error={form.about("text")}
          name="text"
          rows={4}
          dir="auto"
          value={text}
          onValue={setText}
        />
        <DialogActions>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("change.save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RecallDialog({ message, thread }: DialogProps) {
  const { ask } = useRoom();
  const act = async () => {
    thread.post([await ask.recallMessage(message.conversation_id, message.id)]);
    announce(t("change.recalled"));
    close();
  };
  return (
    <SureDialog
      title={t("change.recall.title")}
      does={t("change.recall")}
      act={act}
      otherwise={t("problem.unknown")}
      onClose={close}
    >
      <p>{message.kind === "note" ? t("change.recall.note") : t("change.recall.words")}</p>
      <p class={style.text} dir="auto">
        {message.text}
      </p>
    </SureDialog>
  );
}

function EarlierDialog({ message }: DialogProps) {
  const { ask } = useRoom();
  const [found, setFound] = useState<EarlierTexts["items"] | string | null>(null);
  useEffect(() => {
    ask.earlierTexts(message.conversation_id, message.id).then(
      ({ items }) => setFound(items),
      (refused) => setFound(inWords(refused)),
    );
  }, [ask, message]);
  return (
    <Dialog title={t("change.earlier")} onClose={close}>
      {found === null ? (
        <Skeleton lines={3} label={t("conversation.loading")} />
      ) : typeof found === "string" ? (
        <Banner tone="danger">
          <p>{found}</p>
        </Banner>
      ) : (
        <ol class={style.earlier}>
          {found.map(({ text, ts }) => (
            <li key={ts}>
              <time dateTime={new Date(ts).toISOString()}>{formatMoment(ts)}</time>
              <p class={style.text} dir="auto">
                {text}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
