import type { Project } from "@shared/api/index.ts";
import { formatAgo, formatMoment } from "@shared/i18n/index.ts";
import { t } from "../words.ts";
import style from "./sites.module.css";

type Sighting = Project["seen_on"][number];

const AT_FIRST = 4;

/** The sites where the widget was last seen. Each is somebody's word: shown as text, never as a link. */
export function Sites({ seen }: { seen: Sighting[] }) {
  const [newest, ...others] = seen;
  if (!newest) return null;
  if (others.length === 0) {
    return (
      <p class={style.one} title={formatMoment(newest.at)}>
        {t("install.seen.where", { when: formatAgo(newest.at), page: newest.site })}
      </p>
    );
  }
  const later = seen.slice(AT_FIRST);
  return (
    <div class={style.sites}>
      <h3>{t("install.sites")}</h3>
      <List seen={seen.slice(0, AT_FIRST)} />
      {later.length > 0 && (
        <details>
          <summary>{t("install.sites.more", { n: later.length })}</summary>
          <List seen={later} />
        </details>
      )}
    </div>
  );
}

function List({ seen }: { seen: Sighting[] }) {
  return (
    <ul>
      {seen.map((one) => (
        <li key={`${one.site} ${one.page}`}>
          <bdi dir="ltr">{one.site}</bdi>
          <time dateTime={new Date(one.at).toISOString()} title={formatMoment(one.at)}>
            {formatAgo(one.at)}
          </time>
        </li>
      ))}
    </ul>
  );
}
