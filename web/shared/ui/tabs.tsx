import { useLayoutEffect, useRef } from "preact/hooks";
import { Link } from "./router.tsx";
import style from "./tabs.module.css";

export interface Tab {
  href: string;
  label: string;
  /** Where one is. */
  current: boolean;
}

/**
 * Places beside each other, as links: each has an address of its own, opens in a new tab of the browser and works with the
 * Back button. `label` says what they are places of. One alone is no choice and is not drawn.
 */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const row = useRef<HTMLElement>(null);
  const at = tabs.find((tab) => tab.current)?.href;
  useLayoutEffect(() => {
    const here = row.current?.querySelector("[aria-current]");
    if (at && row.current && here) showIn(row.current, here);
  }, [at]);
  if (tabs.length < 2) return null;
  return (
    <nav ref={row} class={style.tabs} aria-label={label}>
      <ul class={style.list}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link class={style.tab} href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where the row is wider than the screen, its middle comes to the tab that one is at; the page does not move. */
function showIn(row: HTMLElement, here: Element): void {
  const [outer, inner] = [row.getBoundingClientRect(), here.getBoundingClientRect()];
  row.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
}
