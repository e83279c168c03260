import { useRef } from "preact/hooks";
import { newClientId } from "../live/ids.ts";

/**
 * The `client_id` of one form: the same for the same content, so that a doubled press or a retry makes one thing; another
 * once the person has changed what they ask for, because that is a wish of its own.
 */
export function useIntention(): (content: unknown) => string {
  const last = useRef<{ content: string; id: string } | null>(null);
  return (content) => {
    const now = JSON.stringify(content);
    if (last.current?.content !== now) last.current = { content: now, id: newClientId() };
    return last.current.id;
  };
}
