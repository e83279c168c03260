import { computed, signal } from "@preact/signals";
import type { PartialAnchorHTMLAttributes } from "preact";

/* A path router of one page: patterns such as "/console/projects/:project", told apart by the compiler. */

type Names<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

export type Params<Pattern extends string> = Record<Names<Pattern>, string>;

type Place<Routes extends Record<string, string>> = {
  [Name in keyof Routes]: { name: Name; params: Params<Routes[Name]> };
}[keyof Routes];

const address = signal(read());

/** Goes to an address of this app without loading a page. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === here()) return;
  if (replace) history.replaceState(null, "", to);
  else {
    history.pushState(null, "", to);
    scrollTo(0, 0);
  }
  address.value = read();
}

/** The path and query of the moment. */
export function here(): string {
  return location.pathname + location.search;
}

/** The query of the moment, as a signal: a filter in it survives a reload and can be sent to somebody. */
export const query = computed(() => new URLSearchParams(address.value.search));

/**
 *   const { place, path } = router({ projects: "/console/", project: "/console/projects/:project" });
 *   place.value            { name: "project", params: { project: "…" } }, or null for an address that is none of ours
 *   path("project", { project: id })
 */
export function router<const Routes extends Record<string, string>>(routes: Routes) {
  const compiled = Object.entries(routes).map(([name, pattern]) => ({ name, match: matcher(pattern) }));
  const place = computed<Place<Routes> | null>(() => {
    for (const { name, match } of compiled) {
      const params = match(address.value.path);
      if (params) return { name, params } as unknown as Place<Routes>;
    }
    return null;
  });
  const path = <Name extends keyof Routes>(
    name: Name,
    ...[params]: Names<Routes[Name]> extends never ? [] : [Params<Routes[Name]>]
  ) =>
    routes[name]?.replace(/:(\w+)/g, (_, key: string) =>
      encodeURIComponent((params as Record<string, string>)[key] ?? ""),
    ) ?? "";
  return { place, path };
}

/** An ordinary link that stays in the app for an ordinary press, and is left alone for a new tab or a download. */
export function Link({
  href,
  onClick,
  ...rest
}: Omit<PartialAnchorHTMLAttributes<HTMLAnchorElement>, "href" | "role"> & { href: string }) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (staysHere(event)) {
          event.preventDefault();
          navigate(href);
        }
      }}
    />
  );
}

function staysHere(event: MouseEvent): boolean {
  return !(
    event.defaultPrevented ||
    event.button ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  );
}

/** What a pattern finds in a path; a closing slash makes no difference. */
export function matcher(pattern: string): (path: string) => Record<string, string> | null {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((found) => found[1] as string);
  const source = pattern
    .replace(/\/$/, "")
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/:\w+/g, "([^/]+)");
  const whole = new RegExp(`^${source}/?$`);
  return (path) => {
    const found = whole.exec(path);
    if (!found) return null;
    try {
      return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1] as string)]));
    } catch {
      return null; // a lone per cent sign
    }
  };
}

function read() {
  return { path: location.pathname, search: location.search };
}

addEventListener("popstate", () => {
  address.value = read();
});
