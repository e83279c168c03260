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
  if (tabs.length < 2) return null;
  return (
    <nav class={style.tabs} aria-label={label}>
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
