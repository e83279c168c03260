/** On the page that says that there is no connection: asks again and again, and brings back what was wanted. */
const PAUSE = 3_000;

async function look(): Promise<void> {
  const answer = await fetch("/health/live", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

addEventListener("online", () => void look());
setInterval(() => void look(), PAUSE);
