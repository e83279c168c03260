import { LANGUAGE_NAMES, type Language, language } from "@shared/i18n/index.ts";
import { Dialog } from "@shared/ui/dialog.tsx";
import { PlayIcon } from "@shared/ui/icons.tsx";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";
import { help, watching } from "./help.ts";
import style from "./questions.module.css";

/** How far it was watched; whoever comes back goes on there. */
let reached = 0;

/** Its first picture and its length; a press plays it over the page. Nothing as long as there is none. */
export function IntroductionCard() {
  const film = help.value?.introduction;
  if (!film) return null;
  return (
    <button
      type="button"
      class={style.card}
      onClick={() => {
        watching.value = true;
      }}
    >
      <img src={film.poster} alt="" width={1280} height={800} loading="lazy" decoding="async" />
      <span class={style.label}>
        <PlayIcon size={18} />
        <span>{t("introduction.watch")}</span>
        <span class={style.length}>{clock(film.seconds)}</span>
      </span>
    </button>
  );
}

/** The film over the page, which stays as it was. Draw it once. */
export function Introduction() {
  const film = help.value?.introduction;
  const video = useRef<HTMLVideoElement>(null);
  const shown = watching.value && Boolean(film);
  useEffect(() => {
    const element = video.current;
    if (!shown || !element) return;
    element.focus();
    element.currentTime = reached;
    // The press on its card asked for it; a browser that forbids even that shows its own button.
    element.play().catch(() => {});
    return () => {
      reached = element.ended ? 0 : element.currentTime;
    };
  }, [shown]);
  if (!film || !shown) return null;
  return (
    <Dialog
      widest
      title={t("introduction")}
      onClose={() => {
        watching.value = false;
      }}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: one track for each language is drawn from a list */}
      <video
        ref={video}
        class={style.video}
        controls
        playsInline
        preload="none"
        poster={film.poster}
        tabIndex={0}
      >
        {film.sources.map((source) => (
          <source key={source.url} src={source.url} type={source.type} />
        ))}
        {film.captions.map((track) => (
          <track
            key={track.language}
            kind="captions"
            src={track.url}
            srcLang={track.language}
            label={LANGUAGE_NAMES[track.language as Language] ?? track.language}
            default={track.language === language.peek()}
          />
        ))}
      </video>
    </Dialog>
  );
}

/** 84 → "1:24". */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
