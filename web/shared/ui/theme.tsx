import { effect, signal } from "@preact/signals";
import { MoonIcon, ScreenIcon, SunIcon } from "./icons.tsx";
import { Menu } from "./menu.tsx";
import { t } from "./words.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "deskbell.theme";
const ICONS = { system: ScreenIcon, light: SunIcon, dark: MoonIcon };

/** What this browser was told to look like. Kept per browser, because a telephone at night and a desk at noon differ. */
export const theme = signal<Theme>(kept());

/** Call once at the start of an app, before the first drawing, so that nothing flashes in the wrong colours. */
export function followTheme(): void {
  effect(() => {
    const chosen = theme.value;
    if (chosen === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    keep(chosen);
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) theme.value = kept();
  });
}

export function ThemeSwitch() {
  return (
    <Menu
      label={t("theme")}
      face={null}
      icon={ICONS[theme.value]}
      items={THEMES.map((choice) => ({
        label: t(`theme.${choice}`),
        icon: ICONS[choice],
        chosen: theme.value === choice,
        onChoose: () => {
          theme.value = choice;
        },
      }))}
    />
  );
}

// A browser that forbids storage throws on touch; the choice then lasts as long as the page.
function kept(): Theme {
  try {
    const found = localStorage.getItem(KEY);
    return THEMES.find((choice) => choice === found) ?? "system";
  } catch {
    return "system";
  }
}

function keep(chosen: Theme): void {
  try {
    if (chosen === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, chosen);
  } catch {
    // See above.
  }
}
