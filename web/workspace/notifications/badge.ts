import bell from "@shared/ui/bell.svg?raw";

let shown = "";

/** A dot on the tab's icon, and on the app's where it is installed; the number stands in the title. */
export function showBadge(waits: boolean, unread: number): void {
  const mark = `${waits} ${unread}`;
  if (mark === shown) return;
  shown = mark;
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link) link.href = waits ? dotted() : "/bell.svg";
  if ("setAppBadge" in navigator) void navigator.setAppBadge(unread).catch(() => {}); // not installed
}

function dotted(): string {
  const dot = '<circle cx="24" cy="8" r="7" fill="#c62828" stroke="#fff" stroke-width="2"/>';
  return `data:image/svg+xml,${encodeURIComponent(bell.replace("</svg>", `${dot}</svg>`))}`;
}
