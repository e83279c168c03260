import { IconButton } from "@shared/ui/button.tsx";
import { PencilIcon } from "@shared/ui/icons.tsx";
import { useState } from "preact/hooks";
import { TitleDialog } from "../conversation/title.tsx";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { Chip } from "../tags/chip.tsx";
import { TagIcon } from "../tags/icon.tsx";
import { tagsOf } from "../tags/naming.ts";
import { tagging } from "../tags/picker.tsx";
import { t } from "../words.ts";
import style from "./details.module.css";

/** What the team itself adds to a conversation. */
export function Sorted({ conversation }: { conversation: Conversation }) {
  const { store } = useRoom();
  const [naming, setNaming] = useState(false);
  const { title, tags: ids } = conversation.team;
  const tags = tagsOf(ids, store.tags.value);
  return (
    <>
      <div class={style.line}>
        <dt>{t("field.title")}</dt>
        <dd class={style.changing}>
          <span dir="auto">{title ?? t("title.none")}</span>
          <IconButton icon={PencilIcon} size="s" label={t("title.edit")} onClick={() => setNaming(true)} />
        </dd>
      </div>
      <div class={style.line}>
        <dt>{t("tags")}</dt>
        <dd class={style.changing}>
          <span class={style.chips}>
            {tags.map((tag) => (
              <Chip key={tag.id} tag={tag} />
            ))}
            {tags.length === 0 && t("tags.none")}
          </span>
          <IconButton
            icon={TagIcon}
            size="s"
            label={t("tags.choose")}
            onClick={() => {
              tagging.value = conversation.id;
            }}
          />
        </dd>
      </div>
      {naming && <TitleDialog conversation={conversation} onClose={() => setNaming(false)} />}
    </>
  );
}
