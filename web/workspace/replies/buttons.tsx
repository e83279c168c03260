import { IconButton } from "@shared/ui/button.tsx";
import { SavedReplyIcon } from "@shared/ui/icons.tsx";
import { keeping } from "./saving.ts";
import { t } from "./words.ts";

/** Opens the list below which one writes. */
export function InsertReply({ onOpen }: { onOpen: () => void }) {
  return (
    <IconButton
      size="s"
      icon={SavedReplyIcon}
      label={t("replies.insert")}
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onOpen}
    />
  );
}

/** Keeps a message's words, to be written again. */
export function KeepReply({ text }: { text: string }) {
  return (
    <IconButton
      size="s"
      icon={SavedReplyIcon}
      label={t("replies.keep")}
      onClick={() => {
        keeping.value = text;
      }}
    />
  );
}
