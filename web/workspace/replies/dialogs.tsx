import { Refusal, type Reply } from "@shared/api/index.ts";
import { newClientId } from "@shared/live/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { AreaField, CheckField, TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useRef, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t as say } from "../words.ts";
import style from "./dialogs.module.css";
import { filled, VARIABLES, valuesOf } from "./filling.ts";
import { t } from "./words.ts";

interface ReplyDialogProps {
  reply?: Reply;
  /** What a new one begins with. */
  text?: string;
  onClose: () => void;
}

/** A new reply, or other words for one. */
export function ReplyDialog({ reply, text: begun = "", onClose }: ReplyDialogProps) {
  const { ask, replies, store } = useRoom();
  const [client_id] = useState(newClientId);
  const [began, setBegan] = useState(reply);
  const [typed, setTyped] = useState({
    shortcut: reply?.shortcut ?? "",
    title: reply?.title ?? "",
    text: reply?.text ?? begun,
  });
  const [shared, setShared] = useState(false);
  const mayShare = store.agent.value.role === "administrator";
  const change = (some: Partial<typeof typed>) => setTyped({ ...typed, ...some });
  const form = useSubmit(
    ["shortcut", "title", "text"],
    async () => {
      try {
        const saved = began
          ? await ask.changeReply(began.id, { ...typed, version: began.version })
          : await ask.saveReply({ ...typed, shared, client_id });
        replies.put(saved);
        toast(t("replies.saved", { shortcut: saved.shortcut }));
      } catch (thrown) {
        // What was typed stays; whoever presses again has read what is there now.
        if (began && thrown instanceof Refusal && thrown.code === "stale")
          setBegan(await ask.reply(began.id));
        throw thrown;
      }
      onClose();
    },
    say("problem.unknown"),
  );
  const changed = began && reply && began.version > reply.version ? began : null;
  return (
    <Dialog title={reply ? t("replies.edit.title") : t("replies.new")} onClose={onClose} careful wide>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            <p>{form.problem}</p>
            {changed && (
              <p class={style.words} dir="auto">
                {changed.text}
              </p>
            )}
          </Banner>
        )}
        <div class={style.pair}>
          <TextField
            label={t("replies.shortcut")}
            hint={t("replies.shortcut.hint")}
            name="shortcut"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={41}
            dir="auto"
            value={typed.shortcut}
            onValue={(shortcut) => change({ shortcut })}
            error={form.about("shortcut")}
          />
          <TextField
            label={t("replies.title")}
            hint={t("replies.title.hint")}
            name="title"
            autocomplete="off"
            maxLength={120}
            dir="auto"
            value={typed.title}
            onValue={(title) => change({ title })}
            error={form.about("title")}
          />
        </div>
        <Words text={typed.text} onText={(text) => change({ text })} error={form.about("text")} />
        {!reply && mayShare && (
          <CheckField
            label={t("replies.shared")}
            hint={t("replies.shared.hint")}
            name="shared"
            value={shared}
            onValue={setShared}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {say("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The text with what can be filled in, and how it reads then. */
function Words({
  text,
  onText,
  error,
}: {
  text: string;
  onText: (text: string) => void;
  error: string | undefined;
}) {
  const { store } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const insert = (words: string) => {
    const area = box.current?.querySelector("textarea");
    if (!area) return;
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    onText(area.value);
    area.focus();
  };
  const [agent, project] = [store.agent.value, store.project.value];
  const somebody = filled(
    text,
    valuesOf({ name: t("replies.somebody"), email: "maria@example.com" }, agent, project),
  );
  const nobody = filled(text, valuesOf({ name: "#1" }, agent, project));
  return (
    <div ref={box} class={style.text}>
      <AreaField
        label={t("replies.text")}
        name="text"
        rows={5}
        dir="auto"
        value={text}
        onValue={onText}
        error={error}
      />
      <fieldset class={style.variables} aria-label={t("replies.variables")}>
        <span>{t("replies.variables")}</span>
        {VARIABLES.map((name) => (
          <button key={name} type="button" class={style.variable} onClick={() => insert(`{${name}}`)}>
            {t(`variable.${name}`)}
          </button>
        ))}
      </fieldset>
      <p class={style.quiet}>{t("replies.variables.hint", { example: "{visitor.name|…}" })}</p>
      {somebody !== text && (
        <dl class={style.preview}>
          <dt>{t("replies.preview")}</dt>
          <dd dir="auto">{somebody}</dd>
          {nobody !== somebody && (
            <>
              <dt>{t("replies.preview.unknown")}</dt>
              <dd dir="auto">{nobody}</dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}

/** What cannot be undone is asked once more, with what it does. */
export function DeleteReplyDialog({ reply, onClose }: { reply: Reply; onClose: () => void }) {
  const { ask, replies } = useRoom();
  const form = useSubmit(
    [],
    async () => {
      await ask.deleteReply(reply.id);
      replies.drop(reply.id);
      toast(t("replies.deleted", { shortcut: reply.shortcut }));
      onClose();
    },
    say("problem.unknown"),
  );
  return (
    <Dialog title={t("replies.delete.title", { shortcut: reply.shortcut })} onClose={onClose}>
      <form class={style.form} {...form.attributes}>
        {form.problem && (
          <Banner tone="danger" urgent>
            {form.problem}
          </Banner>
        )}
        <p>{reply.shared ? t("replies.delete.shared") : t("replies.delete.own")}</p>
        <p class={style.words} dir="auto">
          {reply.text}
        </p>
        <DialogActions>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {t("replies.delete")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
