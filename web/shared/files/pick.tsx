import { useRef } from "preact/hooks";
import type { Attaching } from "./attaching.ts";
import { ClipMark } from "./marks.tsx";
import { t } from "./words.ts";

/** The button that opens the browser's own choice of files; on a telephone it offers the camera too. */
export function Pick({ attaching }: { readonly attaching: Attaching }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="files-pick"
        aria-label={t("attach")}
        title={t("attach")}
        onClick={() => input.current?.click()}
      >
        <ClipMark />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("attach")}
        onChange={({ currentTarget }) => {
          attaching.add([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
