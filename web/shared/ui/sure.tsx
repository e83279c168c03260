import type { ComponentChildren } from "preact";
import { Problem } from "./banner.tsx";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";
import { useSubmit } from "./submit.ts";
import style from "./sure.module.css";
import { t } from "./words.ts";

interface Props {
  title: string;
  /** What the button says that does it. */
  does: string;
  /** Whoever does it also closes the dialog. */
  act: () => Promise<unknown>;
  /** What is said of a failure that nobody foresaw. */
  otherwise: string;
  onClose: () => void;
  /** What it does, in words. */
  children: ComponentChildren;
}

/** What cannot be undone is asked once more, with what it does. The answer that changes nothing has the focus. */
export function SureDialog({ title, does, act, otherwise, onClose, children }: Props) {
  const form = useSubmit([], act, otherwise);
  return (
    <Dialog title={title} onClose={onClose}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        {children}
        <DialogActions>
          <Button data-autofocus="" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {does}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
