/** A visitor's page is a stranger's text: only web addresses become links. */
export function Address({ url, title }: { url: string; title: string | null }) {
  const safe = /^https?:\/\//i.test(url);
  const words = title || url.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  return safe ? (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" title={url}>
      {words}
    </a>
  ) : (
    <span>{words}</span>
  );
}
