import { MARK, type PageSeen, type ToFrame, type ToLoader } from "../protocol.ts";
import { drawLauncher } from "./launcher.ts";
import { words } from "./words.ts";

export interface Settings {
  readonly siteKey: string;
  language?: string;
  theme?: string;
  /** The page has its own button: ours stays away until `show`. */
  readonly launcher?: boolean;
}

/** One widget on one page: the launcher, and behind it the chat in a frame on our origin. */
export function startWidget(
  origin: string,
  settings: Settings,
  emit: (name: string, detail?: unknown) => void,
) {
  let frame: HTMLIFrameElement | undefined;
  let greeted = false;
  let open = false;
  let hidden = settings.launcher === false;
  let unread = 0;
  let opener: HTMLElement | null = null;
  let starting: string | undefined;
  const memory = `${MARK}.${settings.siteKey}`;
  const launcher = drawLauncher(() => turn(!open));
  const draw = () => launcher.show({ open, hidden, unread, language: settings.language });

  const tell = (message: ToFrame) => {
    if (greeted) frame?.contentWindow?.postMessage({ [MARK]: message }, origin);
  };

  const load = () => {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = `${words(settings.language)[0]}`;
    frame.allow = "autoplay; clipboard-write";
    frame.src = `${origin}/chat/${encodeURIComponent(settings.siteKey)}`;
    frame.hidden = !open;
    launcher.addFrame(frame);
  };

  const turn = (to: boolean) => {
    if (to === open) return;
    if (to) opener = document.activeElement as HTMLElement | null;
    open = to;
    load();
    if (frame) frame.hidden = !open;
    draw();
    if (open) {
      frame?.focus();
      tell({ say: "open", page: page() });
    } else {
      tell({ say: "close" });
      if (hidden) opener?.focus();
      else launcher.button.focus();
    }
    emit(open ? "open" : "close");
  };

  const hear = ({ source, origin: from, data }: MessageEvent) => {
    if (!frame || source !== frame.contentWindow || from !== origin) return;
    const message: ToLoader | undefined = data?.[MARK];
    if (message?.say === "hello") {
      greeted = true;
      const { language, theme } = settings;
      tell({ say: "hello", open, page: page(), ...(language && { language }), ...(theme && { theme }) });
      if (starting !== undefined) tell({ say: "start", text: starting });
      starting = undefined;
      emit("ready");
    } else if (message?.say === "close") turn(false);
    else if (message?.say === "unread") {
      unread = message.unread;
      draw();
      emit("unread", unread);
    } else if (message?.say === "known") remember(message.known);
    else if (message?.say === "event") emit(message.name, message.detail);
  };

  const keyed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) turn(false);
  };

  // Not that of the visitor, which only the frame knows: just that there is one. Written after the first message.
  const remember = (known: boolean) => {
    try {
      if (known) localStorage.setItem(memory, "1");
      else localStorage.removeItem(memory);
    } catch {}
  };

  addEventListener("message", hear);
  launcher.host.addEventListener("keydown", keyed);
  draw();
  try {
    if (localStorage.getItem(memory)) load();
  } catch {}

  return {
    turn,
    toggle: () => turn(!open),
    hide(to: boolean): void {
      hidden = to;
      draw();
    },
    start(text: string): void {
      turn(true);
      if (greeted) tell({ say: "start", text });
      else starting = text;
    },
    setLanguage(language: string): void {
      settings.language = language;
      draw();
      tell({ say: "language", language });
    },
    setTheme(theme: string): void {
      settings.theme = theme;
      tell({ say: "theme", theme });
    },
    logout(): void {
      remember(false);
      tell({ say: "logout" });
    },
    destroy(): void {
      removeEventListener("message", hear);
      launcher.host.remove();
    },
  };
}

function page(): PageSeen {
  const bare = (address: string) => address.replace(/[?#].*/s, "");
  return { url: bare(location.href), title: document.title, referrer: bare(document.referrer) };
}
