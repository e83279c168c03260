import { ButtonLink } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { ChatIcon } from "@shared/ui/icons.tsx";
import { useEffect, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { go } from "../place.ts";
import { t } from "../words.ts";

/** Wide enough that opening a conversation hides nothing. */
const SIDE_BY_SIDE = "(min-width: 901px)";

/** Whoever waits for the very first conversation goes on in it as soon as it is theirs. */
export function useFirst(none: boolean): void {
  const { store } = useRoom();
  const waited = useRef(none);
  const [only, another] = store.listing.value.ids;
  useEffect(() => {
    if (waited.current && only && !another && matchMedia(SIDE_BY_SIDE).matches) go({ conversation: only });
  }, [only, another]);
}

/** Nobody has ever written to this project: leads to a page where one can be the first. */
export function First() {
  const { store } = useRoom();
  return (
    <Empty
      icon={ChatIcon}
      title={t("first.title")}
      actions={
        <ButtonLink
          look="primary"
          href={`/preview/${encodeURIComponent(store.project.value.site_key)}#open`}
          target="_blank"
          rel="noopener"
        >
          {t("first.do")}
        </ButtonLink>
      }
    >
      {t("first.words")}
    </Empty>
  );
}
