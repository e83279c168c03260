import css from "./launcher.css?inline";
import { words } from "./words.ts";

const BELL =
  "M12 3.2a1.3 1.3 0 0 1 1.3 1.3v1.1a8.2 8.2 0 0 1 7 8.1v.9H3.7v-.9a8.2 8.2 0 0 1 7-8.1V4.5A1.3 1.3 0 0 1 12 3.2ZM4 16.6h16a1.6 1.6 0 0 1 0 3.3H4a1.6 1.6 0 0 1 0-3.3Z";
const CROSS =
  "m6 7.4 1.4-1.4 4.6 4.6L16.6 6 18 7.4 13.4 12l4.6 4.6-1.4 1.4-4.6-4.6L7.4 18 6 16.6l4.6-4.6L6 7.4Z";

/** The button and the place for the panel, in a shadow tree: no style of the page reaches it, and none of ours the page. */
export function drawLauncher(onToggle: () => void) {
  const host = document.createElement("deskbell-widget");
  const root = host.attachShadow({ mode: "open" });
  // A constructed sheet needs no permission from the page's CSP, unlike a <style>.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const box = root.appendChild(document.createElement("div"));
  const button = box.appendChild(document.createElement("button"));
  button.type = "button";
  button.onclick = onToggle;
  const svg = button.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.ariaHidden = "true";
  const icon = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  const badge = button.appendChild(document.createElement("b"));
  document.body.append(host);

  return {
    host,
    button,
    addFrame: (frame: HTMLIFrameElement) => box.append(frame),
    show(state: { open: boolean; hidden: boolean; unread: number; language: string | undefined }): void {
      const [open, close, unread] = words(state.language);
      const news = state.unread > 0 && !state.open;
      box.className = state.open ? "open" : "";
      button.hidden = state.hidden;
      button.ariaExpanded = `${state.open}`;
      button.ariaLabel = state.open ? `${close}` : news ? `${open} (${state.unread} ${unread})` : `${open}`;
      icon.setAttribute("d", state.open ? CROSS : BELL);
      badge.hidden = !news;
      badge.textContent = state.unread > 9 ? "9+" : `${state.unread}`;
    },
  };
}
