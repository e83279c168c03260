import type { ButtonHTMLAttributes, ComponentChildren, PartialAnchorHTMLAttributes, Ref } from "preact";
import style from "./button.module.css";
import type { Icon } from "./icons.tsx";

interface Looks {
  look?: "primary" | "secondary" | "quiet" | "danger" | "wary" | undefined;
  size?: "m" | "s" | undefined;
  icon?: Icon | undefined;
  children?: ComponentChildren;
}

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "size" | "icon" | "ref"> &
  Looks & {
    /** Something is under way: the button stays where it is and keeps the focus, but a second press does nothing. */
    busy?: boolean | undefined;
    buttonRef?: Ref<HTMLButtonElement> | undefined;
  };

type LinkProps = Omit<PartialAnchorHTMLAttributes<HTMLAnchorElement>, "size" | "icon" | "ref" | "role"> &
  Looks & { href: string };

type IconButtonProps = Omit<ButtonProps, "children" | "icon"> & { icon: Icon; label: string };

function looks({ look = "secondary", size = "m" }: Looks, extra?: unknown): string {
  return [style.button, style[look], size === "s" && style.small, extra].filter(Boolean).join(" ");
}

function face(icon: Icon | undefined, children: ComponentChildren) {
  const Glyph = icon;
  return (
    <>
      {Glyph && <Glyph size={18} class={style.icon ?? ""} />}
      {children}
    </>
  );
}

export function Button({
  look,
  size,
  icon,
  busy = false,
  buttonRef,
  children,
  class: extra,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      ref={buttonRef ?? null}
      class={looks({ look, size }, extra)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {face(icon, children)}
      {busy && <span class={style.spinner} />}
    </button>
  );
}

/** A link that looks like a button, for going somewhere; a button is for doing something. */
export function ButtonLink({ look, size, icon, children, class: extra, ...rest }: LinkProps) {
  return (
    <a {...rest} class={looks({ look, size }, extra)}>
      {face(icon, children)}
    </a>
  );
}

export function IconButton({ icon, label, class: extra, look = "quiet", ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      look={look}
      icon={icon}
      aria-label={label}
      title={label}
      class={`${style.square} ${extra ?? ""}`}
    />
  );
}
