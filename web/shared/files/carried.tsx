import { useState } from "preact/hooks";
import type { Attachment } from "../live/frames.ts";
import { LightBox } from "./light-box.tsx";
import { FileMark, KeepMark } from "./marks.tsx";
import { formatSize } from "./size.ts";
import { t } from "./words.ts";

/** Where a file is read; undefined while that is not known yet. */
export type AddressOf = (one: Attachment) => { readonly whole: string; readonly small: string } | undefined;

interface CarriedProps {
  readonly files: readonly Attachment[];
  /** They stand at the end of the line, as one's own words do. */
  readonly own: boolean;
  readonly address: AddressOf;
  /** An address did not work: it may be too old. */
  readonly onStale?: ((one: Attachment) => void) | undefined;
}

/** What a message carries: pictures to look at, videos and sounds to play, and anything else to keep. */
export function Carried({ files, own, address, onStale }: CarriedProps) {
  const [shown, setShown] = useState<Attachment | null>(null);
  const pictures = files.filter(({ kind }) => kind === "picture");
  return (
    <div class="files-carried" data-own={own ? "" : undefined}>
      {files.map((one) => {
        const at = address(one);
        const stale = () => onStale?.(one);
        if (one.kind === "picture") {
          return (
            <button
              key={one.id}
              type="button"
              class="files-picture"
              aria-label={t("look", { name: one.name })}
              onClick={() => setShown(one)}
            >
              {/* With its size, so that nothing moves when it comes. */}
              <img
                src={at?.small}
                alt={one.name}
                width={one.width ?? undefined}
                height={one.height ?? undefined}
                onError={stale}
              />
            </button>
          );
        }
        // Nobody has written captions for what people send each other.
        if (one.kind === "video") {
          return (
            // biome-ignore lint/a11y/useMediaCaption: see above
            <video
              key={one.id}
              class="files-video"
              src={at?.whole}
              aria-label={one.name}
              controls
              playsInline
              preload="metadata"
              onError={stale}
            />
          );
        }
        if (one.kind === "audio") {
          return (
            // biome-ignore lint/a11y/useMediaCaption: see above
            <audio
              key={one.id}
              class="files-audio"
              src={at?.whole}
              aria-label={one.name}
              controls
              preload="none"
            />
          );
        }
        return (
          <a
            key={one.id}
            class="files-card"
            href={at?.whole ?? ""}
            download={one.name}
            title={t("keep", { name: one.name })}
          >
            <FileMark />
            <span class="files-about">
              <bdi class="files-called">{one.name}</bdi>
              <span class="files-size">{formatSize(one.size)}</span>
            </span>
            <KeepMark />
          </a>
        );
      })}
      {shown && (
        <LightBox pictures={pictures} first={shown} address={address} onClose={() => setShown(null)} />
      )}
    </div>
  );
}
