import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Refusal } from "../api/refusal.ts";

/**
 * One form's sending: once at a time, the refusal beside the field that it is about, everything typed left as it is.
 *
 *   const form = useSubmit(["email", "password"], async () => { await signIn(email, password); });
 *   <form {...form.attributes}> … error={form.about("email")} … {form.problem && <Banner …>} … busy={form.busy}
 */
export function useSubmit(fields: readonly string[], act: () => Promise<unknown>, otherwise: string) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ field: string | null; message: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // State changes at the next drawing; two presses in one frame would both find it idle.
  const running = useRef(false);

  // The field that was refused is where the person goes on.
  useLayoutEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusal]);

  const submit = async (event?: Event) => {
    event?.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setRefusal(null);
    try {
      await act();
    } catch (thrown) {
      if (thrown instanceof Refusal) {
        const field = thrown.field !== null && fields.includes(thrown.field) ? thrown.field : null;
        setRefusal({ field, message: thrown.message });
      } else {
        setRefusal({ field: null, message: otherwise });
        reportError(thrown);
      }
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  // What is being mended is no longer refused: red beside a good value would contradict it.
  const mended = (event: Event) => {
    if (event.target instanceof Element && event.target.getAttribute("aria-invalid")) setRefusal(null);
  };

  return {
    busy,
    /** What is wrong with one field. */
    about: (field: string) => (refusal?.field === field ? refusal.message : undefined),
    /** What is wrong with the whole. */
    problem: refusal && refusal.field === null ? refusal.message : null,
    submit,
    attributes: { ref: form, noValidate: true, onSubmit: submit, onInput: mended },
  };
}

/** A refusal that needs no server to be said. */
export function refuse(field: string, message: string): never {
  throw new Refusal({ code: "bad_request", field, message });
}
