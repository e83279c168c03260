import { IconButton } from "@shared/ui/button.tsx";
import { Dialog } from "@shared/ui/dialog.tsx";
import { HelpIcon } from "@shared/ui/icons.tsx";
import { useEffect } from "preact/hooks";
import { area, place } from "../places.ts";
import { account } from "../session/account.ts";
import { t } from "../words.ts";
import { asked, closeHelp, open, openHelp } from "./help.ts";
import { Introduction, IntroductionCard } from "./introduction.tsx";
import { QuestionList } from "./list.tsx";
import style from "./questions.module.css";

/** For the head of a page, or of a dialog: there it opens a question over the form, and what was typed stays. */
export function HelpButton({ question }: { question?: string }) {
  return <IconButton icon={HelpIcon} label={t("help")} onClick={() => openHelp(question)} />;
}

/** Help over the page, and over a dialog that is open there. Draw it once, behind everything else. */
export function HelpPanel() {
  // A question in the address that the page does not show itself.
  const person = account.value;
  const wanted = asked.value !== null && person !== undefined && !(person && place.value?.name === "project");
  useEffect(() => {
    if (wanted) openHelp();
  }, [wanted]);
  return (
    <>
      {open.value && (
        <Dialog wide title={t("help")} onClose={closeHelp}>
          <div class={style.panel} tabIndex={-1} data-autofocus={reads() ? "" : undefined}>
            <IntroductionCard />
            <QuestionList place={whereabouts()} />
          </div>
        </Dialog>
      )}
      <Introduction />
    </>
  );
}

/** Comes to read and not to type: a keyboard on the screen would cover half of it. */
function reads(): boolean {
  return asked.peek() !== null || matchMedia("(pointer: coarse)").matches;
}

/** The word that questions use for the part of the Console that is open. */
function whereabouts(): string {
  if (!account.value) return "signed-out";
  const name = place.value?.name;
  return name === "projectSubscription" ? "subscription" : (area(name) ?? "projects");
}
