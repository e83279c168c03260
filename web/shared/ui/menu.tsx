import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./button.tsx";
import { CheckIcon, type Icon } from "./icons.tsx";
import style from "./menu.module.css";

export interface MenuItem {
  label: string;
  icon?: Icon;
  /** One of several choices: says whether it is the present one. */
  chosen?: boolean;
  lang?: string;
  disabled?: boolean;
  onChoose: () => void;
}

interface MenuProps {
  /** What the button is called when it shows only an icon. */
  label?: string;
  face: ComponentChildren;
  icon?: Icon;
  items: MenuItem[];
  /** Words above the choices that are not a choice, such as who is signed in. */
  heading?: ComponentChildren;
  look?: "secondary" | "quiet";
  size?: "m" | "s";
  /** The face is a picture of its own, such as an avatar: no room around it. */
  bare?: boolean;
}

/** A button with choices: arrows, Home, End and first letters walk, Escape and Tab leave, the focus returns to the button. */
export function Menu({
  label,
  face,
  icon,
  items,
  heading,
  look = "quiet",
  size = "m",
  bare = false,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  // With the drawing, not after it: the next key, pressed at once, is for the list.
  useLayoutEffect(() => {
    if (!open) return;
    (
      entries(list.current).find((entry) => entry.getAttribute("aria-checked") === "true") ??
      entries(list.current)[0]
    )?.focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [open]);

  const leave = () => {
    setOpen(false);
    button.current?.focus();
  };

  const walk = (event: KeyboardEvent) => {
    const found = entries(list.current);
    const next = nextEntry(found, document.activeElement, event.key);
    if (next) next.focus();
    else if (event.key === "Escape") leave();
    else if (event.key === "Tab") return setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const opener = {
    buttonRef: button,
    look,
    size,
    "aria-haspopup": "menu",
    "aria-expanded": open,
    "aria-controls": open ? id : undefined,
    onClick: () => setOpen(!open),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        setOpen(true);
      }
    },
  } as const;

  return (
    <div class={style.root} ref={root}>
      {face === null && icon && label ? (
        <IconButton {...opener} icon={icon} label={label} />
      ) : (
        <Button
          {...opener}
          icon={icon}
          aria-label={label}
          title={label}
          class={bare ? style.bare : undefined}
        >
          {face}
        </Button>
      )}
      {open && (
        <div class={style.sheet}>
          {heading && <div class={style.heading}>{heading}</div>}
          <div
            class={style.list}
            role="menu"
            id={id}
            ref={list}
            aria-label={label}
            onKeyDown={walk}
            tabIndex={-1}
          >
            {items.map(({ label: words, icon: Glyph, chosen, lang, disabled, onChoose }) => (
              // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is chosen below; aria-checked only goes with menuitemradio
              <button
                key={words}
                type="button"
                class={style.item}
                role={chosen === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={chosen}
                disabled={disabled}
                lang={lang}
                tabIndex={-1}
                onClick={() => {
                  leave();
                  onChoose();
                }}
              >
                {Glyph && <Glyph size={18} />}
                <span>{words}</span>
                {chosen && <CheckIcon size={16} class={style.check ?? ""} />}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function entries(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)") ?? [])];
}

/** Where a key leads from the focused entry; nothing for a key that walks nowhere. */
export function nextEntry<Entry extends { textContent: string | null }>(
  found: Entry[],
  now: unknown,
  key: string,
): Entry | undefined {
  const at = found.indexOf(now as Entry);
  if (key === "ArrowDown") return found[(at + 1) % found.length];
  if (key === "ArrowUp") return found[(at - 1 + found.length) % found.length] ?? found.at(-1);
  if (key === "Home") return found[0];
  if (key === "End") return found.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...found.slice(at + 1), ...found.slice(0, at + 1)];
  return after.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
