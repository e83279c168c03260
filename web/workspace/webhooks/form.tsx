import { Refusal, type Webhook, type WebhookEvent } from "@shared/api/index.ts";
import { newClientId } from "@shared/live/ids.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { ChoiceField } from "@shared/ui/choice.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useRef, useState } from "preact/hooks";
import { t as said } from "../words.ts";
import { useWebhooks } from "./asking.ts";
import { KINDS, nameOf } from "./events.ts";
import style from "./webhooks.module.css";
import { t } from "./words.ts";

interface Props {
  webhook?: Webhook;
  onClose: () => void;
  onAdded?: (secret: string | null) => void;
  onChanged?: () => Promise<void>;
}

/** Where to, what for, and which events: for a new webhook or for one that is there. */
export function WebhookDialog({ webhook, onClose, onAdded, onChanged }: Props) {
  const ask = useWebhooks();
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [description, setDescription] = useState(webhook?.description ?? "");
  const [every, setEvery] = useState(webhook?.events === null || !webhook);
  const [chosen, setChosen] = useState<readonly WebhookEvent[]>(webhook?.events ?? []);
  const [version, setVersion] = useState(webhook?.version ?? 1);
  // One press and its repetitions are one wish; what is typed anew is another.
  const wish = useRef({ id: newClientId(), of: "" });
  const form = useSubmit(
    ["url", "description"],
    async () => {
      const body = { url, description, events: every ? null : [...chosen] };
      if (webhook) {
        await change({ ...body, version });
        toast(t("saved"));
        onClose();
        await onChanged?.();
        return;
      }
      const of = JSON.stringify(body);
      if (wish.current.of !== of) wish.current = { id: newClientId(), of };
      onAdded?.((await ask.add({ ...body, client_id: wish.current.id })).secret);
    },
    said("problem.unknown"),
  );
  const change = async (body: Parameters<typeof ask.change>[1]) => {
    try {
      await ask.change(webhook?.id ?? "", body);
    } catch (thrown) {
      // What was typed stays; whoever presses again replaces what is there now.
      if (thrown instanceof Refusal && thrown.code === "stale") {
        const now = (await ask.all()).items.find((one) => one.id === webhook?.id);
        setVersion(now?.version ?? version);
      }
      throw thrown;
    }
  };
  const choose = (event: WebhookEvent, on: boolean) =>
    setChosen(on ? [...chosen, event] : chosen.filter((one) => one !== event));

  return (
    <Dialog
      title={webhook ? t("edit.title", { name: nameOf(webhook) }) : t("add")}
      onClose={onClose}
      careful
      wide
    >
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("url")}
          hint={t("url.hint")}
          type="url"
          name="url"
          autocomplete="off"
          spellcheck={false}
          maxLength={2000}
          dir="ltr"
          placeholder="https://"
          value={url}
          onValue={setUrl}
          error={form.about("url")}
        />
        <TextField
          label={t("description")}
          hint={t("description.hint")}
          name="description"
          autocomplete="off"
          maxLength={200}
          dir="auto"
          value={description}
          onValue={setDescription}
          error={form.about("description")}
        />
        <ChoiceField
          legend={t("which")}
          name="which"
          value={every ? "all" : "some"}
          onValue={(value) => setEvery(value === "all")}
          options={[
            { value: "all", label: t("events.all"), why: t("which.all.why") },
            { value: "some", label: t("which.some"), why: t("which.some.why") },
          ]}
        />
        {!every && <Events chosen={chosen} onChoose={choose} />}
        <DialogActions>
          <Button onClick={onClose}>{said("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {webhook ? said("save") : t("add")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface EventsProps {
  chosen: readonly WebhookEvent[];
  onChoose: (event: WebhookEvent, on: boolean) => void;
}

function Events({ chosen, onChoose }: EventsProps) {
  return (
    <div class={style.kinds}>
      {KINDS.map(({ kind, events }) => (
        <fieldset key={kind} class={style.kind}>
          <legend>{t(`kind.${kind}` as "kind.message")}</legend>
          {events.map((event) => (
            <label key={event}>
              <input
                type="checkbox"
                name={event}
                checked={chosen.includes(event)}
                onChange={(change) => onChoose(event, change.currentTarget.checked)}
              />
              {t(`event.${event}`)}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
