import type { Tag } from "@shared/api/index.ts";
import { language } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { MoreIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { Chip } from "./chip.tsx";
import { DeleteDialog, MergeDialog, TagDialog } from "./dialogs.tsx";
import { TagIcon } from "./icon.tsx";
import { found } from "./naming.ts";
import style from "./tags.module.css";

type Asked = { what: "new" } | { what: "edit" | "merge" | "delete"; tag: Tag };

/** The project's tags: how they are called, and which are one. */
export function TagSettings() {
  const { store } = useRoom();
  const [asked, setAsked] = useState<Asked | null>(null);
  const tags = found(store.tags.value, "", language.value);
  const done = () => setAsked(null);
  return (
    <>
      <div class={style.top}>
        <p class={style.quiet}>{t("tags.hint")}</p>
        <Button look="primary" icon={PlusIcon} onClick={() => setAsked({ what: "new" })}>
          {t("tags.new")}
        </Button>
      </div>
      {tags.length === 0 ? (
        <Empty icon={TagIcon} title={t("tags.empty")} />
      ) : (
        <ul class={style.table}>
          {tags.map((tag) => (
            <li key={tag.id} class={style.line}>
              <Chip tag={tag} />
              <Menu
                size="s"
                icon={MoreIcon}
                face={null}
                label={t("tags.more", { name: tag.name })}
                items={[
                  { label: t("tags.edit"), onChoose: () => setAsked({ what: "edit", tag }) },
                  {
                    label: t("tags.merge"),
                    disabled: tags.length < 2,
                    onChoose: () => setAsked({ what: "merge", tag }),
                  },
                  { label: t("tags.delete"), onChoose: () => setAsked({ what: "delete", tag }) },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      {asked?.what === "new" && <TagDialog onClose={done} />}
      {asked?.what === "edit" && <TagDialog tag={asked.tag} onClose={done} />}
      {asked?.what === "merge" && <MergeDialog tag={asked.tag} others={tags} onClose={done} />}
      {asked?.what === "delete" && <DeleteDialog tag={asked.tag} onClose={done} />}
    </>
  );
}
