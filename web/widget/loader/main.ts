/**
 * /widget.js: the one script on somebody else's page. Gives the page `deskbell(command, …)`, draws the launcher, and loads
 * nothing more before the visitor asks for it. Calls made before it arrived wait in the stub's queue.
 */
import { type Settings, startWidget } from "./widget.ts";

type Listener = (detail?: unknown) => void;
type Command = ((name: string, ...args: unknown[]) => void) & { q?: unknown[][]; here?: true };

const page = window as unknown as { deskbell?: Command };
const script = document.currentScript as HTMLScriptElement | null;

if (!page.deskbell?.here && script) {
  // A page without the stub may call already, while its body is still on the way.
  page.deskbell ??= Object.assign((...call: unknown[]) => void page.deskbell?.q?.push(call), { q: [] });
  const start = () => begin(new URL(script.src).origin, script.dataset);
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start, { once: true });
}

function begin(origin: string, data: DOMStringMap): void {
  const listeners: [string, Listener][] = [];
  let widget: ReturnType<typeof startWidget> | undefined;

  const emit = (name: string, detail?: unknown) => {
    for (const [wanted, listener] of [...listeners]) {
      if (wanted !== name) continue;
      try {
        listener(detail);
      } catch (problem) {
        reportError(problem); // the page's mistake must not stop the chat
      }
    }
  };

  const commands: Record<string, (...args: never[]) => void> = {
    init(settings: Settings) {
      if (settings?.siteKey) widget ??= startWidget(origin, { ...settings }, emit);
    },
    open: () => widget?.turn(true),
    close: () => widget?.turn(false),
    toggle: () => widget?.toggle(),
    show: () => widget?.hide(false),
    hide: () => widget?.hide(true),
    startConversation: (text?: string) => widget?.start(`${text ?? ""}`),
    setLanguage: (language: string) => widget?.setLanguage(language),
    setTheme: (theme: string) => widget?.setTheme(theme),
    logout: () => widget?.logout(),
    on: (name: string, listener: Listener) => listeners.push([name, listener]),
    off(name: string, listener?: Listener) {
      for (let at = listeners.length; at--; ) {
        const [wanted, one] = listeners[at] as [string, Listener];
        if (wanted === name && (!listener || one === listener)) listeners.splice(at, 1);
      }
    },
    destroy() {
      widget?.destroy();
      widget = undefined;
    },
    // Accepted for pages that are written already; the server does not know them yet.
    identify() {},
    update() {},
    track() {},
  };

  const command: Command = (name, ...args) =>
    (commands[name] as Listener | undefined)?.(...(args as [unknown]));
  command.here = true;
  const calls = [...(page.deskbell?.q ?? [])];
  page.deskbell = command;
  const { siteKey, language, theme } = data;
  if (siteKey) command("init", { siteKey, ...(language && { language }), ...(theme && { theme }) });
  for (const [name, ...args] of calls) command(String(name), ...args);
}
