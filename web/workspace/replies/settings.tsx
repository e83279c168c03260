import type { Reply } from "@shared/api/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ChatIcon, MoreIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { DeleteReplyDialog, ReplyDialog } from "./dialogs.tsx";
import { found } from "./finding.ts";
import style from "./settings.module.css";
import { t } from "./words.ts";

type Asked = { what: "new" } | { what: "edit" | "delete"; reply: Reply };

/** Everybody's replies and one's own, to look through, change and delete. */
export function ReplySettings() {
  const { replies, store } = useRoom();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => replies.want(), [replies]);
  const all = replies.all.value;
  if (replies.problem.value) {
    return (
      <Failed title={t("replies.failed")} words={replies.problem.value} onRetry={() => void replies.load()} />
    );
  }
  if (!all) return <Skeleton lines={6} label={t("replies.loading")} />;
  const shown = found(all, typed);
  const done = () => setAsked(null);
  const part = (shared: boolean) => {
    const theirs = shown.filter((reply) => reply.shared === shared);
    return theirs.length === 0 ? null : (
      <section class={style.part}>
        <h2>{shared ? t("replies.team") : t("replies.mine")}</h2>
        <ul class={style.table}>
          {theirs.map((reply) => (
            <Line
              key={reply.id}
              reply={reply}
              fixed={shared && store.agent.value.role !== "administrator"}
              onAsk={(what) => setAsked({ what, reply })}
            />
          ))}
        </ul>
      </section>
    );
  };
  return (
    <>
      <div class={style.top}>
        <p class={style.quiet}>{t("replies.hint")}</p>
        <Button look="primary" icon={PlusIcon} onClick={() => setAsked({ what: "new" })}>
          {t("replies.new")}
        </Button>
      </div>
      {all.length > 0 && <SearchField label={t("replies.search")} value={typed} onValue={setTyped} />}
      {all.length === 0 && (
        <Empty icon={ChatIcon} title={t("replies.empty")}>
          {t("replies.empty.hint")}
        </Empty>
      )}
      {all.length > 0 && shown.length === 0 && <p class={style.quiet}>{t("replies.none", { typed })}</p>}
      {part(true)}
      {part(false)}
      {asked?.what === "new" && <ReplyDialog onClose={done} />}
      {asked?.what === "edit" && <ReplyDialog reply={asked.reply} onClose={done} />}
      {asked?.what === "delete" && <DeleteReplyDialog reply={asked.reply} onClose={done} />}
    </>
  );
}

interface LineProps {
  reply: Reply;
  /** Only administrators change what is the team's. */
  fixed: boolean;
  onAsk: (what: "edit" | "delete") => void;
}

function Line({ reply, fixed, onAsk }: LineProps) {
  return (
    <li class={style.line}>
      <div class={style.words}>
        <p class={style.names}>
          <b dir="auto">{reply.shortcut}</b>
          <span dir="auto">{reply.title}</span>
        </p>
        <p class={style.text} dir="auto">
          {reply.text}
        </p>
      </div>
      {reply.used > 0 && <span class={style.used}>{t("replies.used", { n: reply.used })}</span>}
      {!fixed && (
        <Menu
          size="s"
          icon={MoreIcon}
          face={null}
          label={t("replies.more", { shortcut: reply.shortcut })}
          items={[
            { label: t("replies.edit"), onChoose: () => onAsk("edit") },
            { label: t("replies.delete"), onChoose: () => onAsk("delete") },
          ]}
        />
      )}
    </li>
  );
}
