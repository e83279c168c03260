/** What was typed and not sent, per conversation, across reloads. Only this browser sees it. */
const PREFIX = "deskbell.draft.";
const KEPT = 200;

// A browser without storage keeps drafts as long as the page.
const here = new Map<string, string>();

export function draftOf(owner: string, conversation: string): string {
  const key = `${PREFIX}${owner}.${conversation}`;
  return here.get(key) ?? read(key) ?? "";
}

export function keepDraft(owner: string, conversation: string, text: string): void {
  const key = `${PREFIX}${owner}.${conversation}`;
  if (text.trim()) here.set(key, text);
  else here.delete(key);
  try {
    if (!text.trim()) localStorage.removeItem(key);
    else {
      localStorage.setItem(key, text);
      forgetOldest();
    }
  } catch {
    // Full or forbidden: see above.
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Conversation ids are in order of time, so the smallest keys are the oldest. */
function forgetOldest(): void {
  const drafts = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  for (const key of drafts.sort().slice(0, Math.max(0, drafts.length - KEPT))) localStorage.removeItem(key);
}
