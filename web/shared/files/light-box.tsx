import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../live/frames.ts";
import type { AddressOf } from "./carried.tsx";
import { CrossMark, KeepMark } from "./marks.tsx";
import { t } from "./words.ts";

interface LightBoxProps {
  readonly pictures: readonly Attachment[];
  readonly first: Attachment;
  readonly address: AddressOf;
  onClose(): void;
}

/** A picture as large as the window. Escape closes it, arrows go to the other pictures of the message. */
export function LightBox({ pictures, first, address, onClose }: LightBoxProps) {
  const box = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(Math.max(0, pictures.indexOf(first)));
  const one = pictures[at] ?? first;

  useEffect(() => {
    const before = document.activeElement;
    const element = box.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const walk = (step: number) => setAt((at + step + pictures.length) % pictures.length);
  return (
    <dialog
      ref={box}
      class="files-box"
      aria-label={one.name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
        if (event.key === "ArrowRight" || event.key === "ArrowLeft") walk(event.key === forward ? 1 : -1);
      }}
      onClick={(event) => event.target === box.current && onClose()}
    >
      <div class="files-bar">
        <bdi class="files-called">{one.name}</bdi>
        {pictures.length > 1 && <span>{t("of", { n: at + 1, all: pictures.length })}</span>}
        <a
          class="files-small"
          href={address(one)?.whole ?? ""}
          download={one.name}
          aria-label={t("keep", { name: one.name })}
          title={t("keep", { name: one.name })}
        >
          <KeepMark />
        </a>
        <button
          type="button"
          class="files-small"
          aria-label={t("close")}
          title={t("close")}
          onClick={onClose}
        >
          <CrossMark />
        </button>
      </div>
      <img class="files-whole" src={address(one)?.whole} alt={one.name} />
    </dialog>
  );
}
