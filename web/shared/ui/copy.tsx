import { useEffect, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { announce, toast } from "./toast.tsx";
import { t } from "./words.ts";

interface CopyProps {
  text: string;
  /** What is copied, for somebody who hears only the button: "Copy the workspace address". */
  label: string;
  /** What is said when it worked: "Address copied". */
  done: string;
  look?: "secondary" | "quiet" | "primary";
  size?: "m" | "s";
  /** Show what is copied on the button itself, where several things could be meant. */
  spelled?: boolean;
  onCopied?: () => void;
}

/** Puts a text on the clipboard and says so, on the button itself and to a screen reader. */
export function CopyButton({
  text,
  label,
  done,
  look = "secondary",
  size = "m",
  spelled = false,
  onCopied,
}: CopyProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const back = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(back);
  }, [copied]);

  const copy = async () => {
    if (!(await toClipboard(text))) return toast(t("copy.failed"), "problem");
    setCopied(true);
    announce(done);
    onCopied?.();
  };

  return (
    <Button
      look={look}
      size={size}
      icon={copied ? CheckIcon : CopyIcon}
      aria-label={copied ? done : label}
      onClick={copy}
    >
      {spelled ? (copied ? done : label) : t(copied ? "copied" : "copy")}
    </Button>
  );
}

/** The clipboard API exists on secure pages alone; a house that serves its first day over http still wants to copy. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.style.position = "fixed";
    area.style.opacity = "0";
    const now = document.activeElement;
    // Inside a modal dialog everything outside is inert, and what is inert cannot be selected.
    (now?.closest("dialog") ?? document.body).append(area);
    area.select();
    const worked = document.execCommand("copy");
    area.remove();
    if (now instanceof HTMLElement) now.focus();
    return worked;
  }
}
