import type { ProjectSummary } from "@shared/api/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CheckIcon, ChevronDownIcon } from "@shared/ui/icons.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { path, place } from "../places.ts";
import { project as shownProject } from "../project/project.ts";
import { t } from "../words.ts";
import { findProjects } from "./projects.ts";
import style from "./switch.module.css";

const TYPED = 150;

/** From one project to another, from wherever one is in the first: a button with its name, and a list to search in. */
export function ProjectSwitch() {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useId();
  const at = place.value;
  const here = at && "project" in at.params ? at.params.project : null;
  const shown = shownProject.value;

  useEffect(() => setOpen(false), [here]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  const leave = () => {
    setOpen(false);
    button.current?.focus();
  };
  if (!here || !shown) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape comes from the controls inside
    <div
      class={style.root}
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        leave();
      }}
    >
      <Button
        buttonRef={button}
        look="quiet"
        class={style.button}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? sheet : undefined}
        aria-label={t("switch.label", { name: shown.name })}
        onClick={() => setOpen(!open)}
      >
        <Avatar square size="s" name={shown.name} id={shown.id} picture={shown.avatar} />
        <span class={style.name} dir="auto">
          {shown.name}
        </span>
        <ChevronDownIcon size={16} />
      </Button>
      {open && (
        <div class={style.sheet} id={sheet} role="dialog" aria-label={t("switch")}>
          <Choices here={here} />
        </div>
      )}
    </div>
  );
}

function Choices({ here }: { here: string }) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<ProjectSummary[] | null>(null);
  const [failed, setFailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const asked = new AbortController();
    const later = setTimeout(
      () => {
        findProjects(typed.trim(), asked.signal).then(
          (page) => {
            setFound(page.items);
            setFailed(false);
          },
          () => setFailed(!asked.signal.aborted),
        );
      },
      typed ? TYPED : 0,
    );
    return () => {
      clearTimeout(later);
      asked.abort();
    };
  }, [typed]);

  /** Arrows walk from the field through the list and back; Enter in the field takes the first. */
  const walk = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const now = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === "ArrowDown") links[Math.min(now + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && now >= 0) (links[now - 1] ?? field.current)?.focus();
    else if (event.key === "Enter" && now < 0 && found?.[0] && typed.trim())
      navigate(path("project", { project: found[0].id }));
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys that reach it come from the field and the links inside
    <div onKeyDown={walk}>
      <div class={style.field}>
        <SearchField label={t("projects.search")} value={typed} onValue={setTyped} inputRef={field} />
      </div>
      <ul class={style.list} ref={list} aria-label={t("projects")} aria-busy={found === null}>
        {found?.map((one) => (
          <li key={one.id}>
            <Link
              class={style.item}
              href={path("project", { project: one.id })}
              aria-current={one.id === here ? "true" : undefined}
            >
              <Avatar square size="s" name={one.name} id={one.id} picture={one.avatar} />
              <span class={style.words}>
                <bdi>{one.name}</bdi>
              </span>
              {one.id === here && <CheckIcon size={16} />}
            </Link>
          </li>
        ))}
      </ul>
      <p class={style.none} role="status">
        {failed
          ? t("problem.unexpected")
          : found?.length === 0
            ? t("projects.none_found", { search: typed.trim() })
            : ""}
      </p>
      <Link class={style.all} href={path("projects")}>
        {t("projects.all")}
      </Link>
    </div>
  );
}
