import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { InboxIcon, WarningIcon } from "@shared/ui/icons.tsx";
import { go } from "../place.ts";
import { t } from "./words.ts";

const clear = () => (
  <Button size="s" onClick={() => go({ narrowed: null })}>
    {t("filters.clear")}
  </Button>
);

/** The list is narrowed so far that nothing is left of it. */
export function NoMatch() {
  return (
    <Empty icon={InboxIcon} title={t("filters.nothing")} actions={clear()}>
      {t("filters.nothing.hint")}
    </Empty>
  );
}

/** What the list is narrowed by is there no more. */
export function Gone() {
  return (
    <Empty icon={WarningIcon} title={t("filters.gone")} actions={clear()}>
      {t("filters.gone.hint")}
    </Empty>
  );
}
