import type { Attaching, Chosen } from "./attaching.ts";
import { CrossMark, FileMark, RetryMark } from "./marks.tsx";
import { formatSize } from "./size.ts";
import { t } from "./words.ts";

/** What will go with the message: how far each file is, what is wrong with it, and a way to take it out. */
export function Chips({ attaching }: { readonly attaching: Attaching }) {
  const { value } = attaching.chosen;
  if (value.length === 0) return null;
  return (
    <ul class="files-chips" aria-label={t("chosen")}>
      {value.map((one) => (
        <Chip key={one.key} one={one} attaching={attaching} />
      ))}
    </ul>
  );
}

function Chip({ one, attaching }: { readonly one: Chosen; readonly attaching: Attaching }) {
  const { key, file, preview, part, sent, problem, again } = one;
  return (
    <li class="files-chip" data-problem={problem ? "" : undefined}>
      {preview && !problem ? (
        <img class="files-preview" src={preview} alt="" />
      ) : (
        <span class="files-preview">
          <FileMark />
        </span>
      )}
      <span class="files-about">
        <bdi class="files-called">{file.name}</bdi>
        {problem ? (
          <span class="files-problem" role="alert">
            {problem}
          </span>
        ) : sent ? (
          <span class="files-size">{formatSize(sent.size)}</span>
        ) : (
          <progress
            class="files-progress"
            value={part}
            max={1}
            aria-label={t("on_its_way", { name: file.name })}
          />
        )}
      </span>
      {problem && again && (
        <button
          type="button"
          class="files-small"
          aria-label={t("again", { name: file.name })}
          title={t("again", { name: file.name })}
          onClick={() => attaching.retry(key)}
        >
          <RetryMark />
        </button>
      )}
      <button
        type="button"
        class="files-small"
        aria-label={t("remove", { name: file.name })}
        title={t("remove", { name: file.name })}
        onClick={() => attaching.remove(key)}
      >
        <CrossMark />
      </button>
    </li>
  );
}
