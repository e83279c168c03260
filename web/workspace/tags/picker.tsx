import { signal } from "@preact/signals";
import { language } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Dialog } from "@shared/ui/dialog.tsx";
import { PlusIcon } from "@shared/ui/icons.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { inWords } from "../problems.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";
import { Chip } from "./chip.tsx";
import { COLOURS, found, isThere, tagsOf } from "./naming.ts";
import style from "./tags.module.css";

/** The conversation whose tags are being chosen. */
export const tagging = signal<string | null>(null);

/** Which tags are on a conversation, and all others to choose from; each press counts at once. */
export function TagPicker({ conversation }: { conversation: Conversation }) {
  const { ask, store } = useRoom();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const tags = store.tags.value;
  const on = new Set(tagsOf(conversation.team.tags, tags).map((tag) => tag.id));
  const shown = found(tags, typed, language.value);
  const mayMake = typed.trim() !== "" && !isThere(tags, typed);

  const act = async (deed: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    try {
      await deed();
    } catch (refused) {
      toast(inWords(refused), "problem");
    } finally {
      setBusy(false);
    }
  };
  const put = (id: string, wanted: boolean) =>
    act(() => ask.tagConversation(conversation.id, wanted ? { add: [id] } : { remove: [id] }));
  const make = () =>
    act(async () => {
      // Each another colour, until somebody chooses.
      const colour = COLOURS[tags.length % COLOURS.length] ?? "slate";
      const made = await ask.createTag({ name: typed, colour });
      await ask.tagConversation(conversation.id, { add: [made.id] });
      setTyped("");
    });
  const submit = (event: Event) => {
    event.preventDefault();
    const [first] = shown;
    if (mayMake && shown.length === 0) void make();
    else if (first && typed.trim()) void put(first.id, !on.has(first.id));
  };

  return (
    <Dialog
      title={t("tags.of", { name: called(conversation.visitor) })}
      onClose={() => {
        tagging.value = null;
      }}
    >
      <form onSubmit={submit}>
        <SearchField label={t("tags.search")} value={typed} onValue={setTyped} />
      </form>
      {tags.length === 0 && !typed.trim() && <p class={style.quiet}>{t("tags.empty")}</p>}
      <ul class={style.list} aria-label={t("tags")}>
        {shown.map((tag) => (
          <li key={tag.id}>
            <label class={style.choice}>
              <input
                type="checkbox"
                checked={on.has(tag.id)}
                onChange={(event) => void put(tag.id, event.currentTarget.checked)}
              />
              <Chip tag={tag} />
            </label>
          </li>
        ))}
      </ul>
      {mayMake && (
        <div class={style.make}>
          <Button size="s" icon={PlusIcon} busy={busy} onClick={() => void make()}>
            {t("tags.make", { name: typed.trim() })}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
