import { type Administrator, inWords } from "@shared/api/index.ts";
import { formatAgo, formatDate, formatMoment } from "@shared/i18n/index.ts";
import { newClientId } from "@shared/live/ids.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { MoreIcon } from "@shared/ui/icons.tsx";
import { Menu, type MenuItem } from "@shared/ui/menu.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { skew } from "../project/project.ts";
import { account } from "../session/account.ts";
import { t } from "../words.ts";
import style from "./administrators.module.css";
import { askFor } from "./asked.ts";
import { disableAdministrator, enableAdministrator, revokeLink, sendLink } from "./deeds.ts";

const TO_THE_MINUTE = { dateStyle: "medium", timeStyle: "short" } as const;

/** One administrator: who it is, what is known of the password, and what can be done. */
export function Person({ person }: { person: Administrator }) {
  const id = `account-${person.id}`;
  const disabled = person.disabled_at !== null;
  const you = person.email.toLowerCase() === account.value?.email.toLowerCase();
  const modify = () => askFor({ what: "modify", id: person.id });
  return (
    <li class={style.person} data-disabled={disabled ? "" : undefined}>
      <Avatar name={person.name || person.email} id={person.id} />
      <div class={style.who}>
        <p class={style.account}>
          <span id={id}>{person.email}</span>
          {you && <Badge tone="accent">{t("administrator.you")}</Badge>}
          {disabled && <Badge>{t("administrator.disabled")}</Badge>}
        </p>
        <p class={style.quiet}>
          {person.name && person.name !== person.email ? `${person.name} · ` : ""}
          {person.last_sign_in_at === null ? (
            t("administrator.never")
          ) : (
            <span title={formatMoment(person.last_sign_in_at)}>
              {t("administrator.last", { when: formatAgo(person.last_sign_in_at) })}
            </span>
          )}
          {" · "}
          {person.has_seat ? t("administrator.seat") : t("administrator.no_seat")}
        </p>
      </div>
      <Password person={person} />
      <div class={style.deeds}>
        <Button size="s" aria-describedby={id} onClick={modify}>
          {t("modify")}
        </Button>
        <Menu
          size="s"
          icon={MoreIcon}
          face={null}
          label={t("administrator.more", { email: person.email })}
          items={deeds(person)}
        />
      </div>
      {!person.has_password && !disabled && !pending(person) && (
        <div class={style.offer}>
          <Banner
            tone="warning"
            actions={
              <Button size="s" aria-describedby={id} onClick={modify}>
                {t("password.offer")}
              </Button>
            }
          >
            {t("password.none.why")}
          </Banner>
        </div>
      )}
    </li>
  );
}

function Password({ person }: { person: Administrator }) {
  const { has_password, password_changed_at, password_link } = person;
  return (
    <div class={style.password}>
      {has_password ? (
        <Badge tone="success">{t("password.set")}</Badge>
      ) : pending(person) ? (
        <Badge tone="accent">{t("link.pending")}</Badge>
      ) : (
        <Badge tone="warning">{t("password.none")}</Badge>
      )}
      {has_password && password_changed_at !== null && (
        <span class={style.quiet} title={formatMoment(password_changed_at)}>
          {t("password.changed", { when: formatAgo(password_changed_at) })}
        </span>
      )}
      {password_link && (
        <span class={style.quiet}>
          {has_password && pending(person) && `${t("link.pending")} · `}
          {pending(person)
            ? t("link.until", { when: formatDate(password_link.expires_at, TO_THE_MINUTE) })
            : t("link.expired", { when: formatAgo(password_link.expires_at) })}
        </span>
      )}
    </div>
  );
}

/** Whether a link that was sent may still be used, by the server's clock. */
function pending({ password_link }: Administrator): boolean {
  return password_link !== null && password_link.expires_at > Date.now() + skew.value;
}

function deeds(person: Administrator): MenuItem[] {
  const { id, email } = person;
  const remove = { label: t("administrator.remove"), onChoose: () => askFor({ what: "remove", id }) };
  if (person.disabled_at !== null)
    return [{ label: t("administrator.enable"), onChoose: () => once(person, () => enable(person)) }, remove];
  const link = async () => {
    const sent = await sendLink(id, newClientId());
    if (sent.password_link?.link) askFor({ what: "link", sent });
    else toast(t("link.again", { email }));
  };
  const revoke = async () => {
    await revokeLink(id);
    toast(t("link.revoked", { email }));
  };
  const disable = async () => {
    await disableAdministrator(id);
    toast(t("administrator.disable.done", { email }), "done", {
      label: t("undo"),
      onPress: () => once(person, () => enable(person)),
    });
  };
  return [
    { label: person.password_link ? t("link.resend") : t("link.send"), onChoose: () => once(person, link) },
    ...(pending(person) ? [{ label: t("link.revoke"), onChoose: () => once(person, revoke) }] : []),
    { label: t("administrator.disable"), onChoose: () => once(person, disable) },
    remove,
  ];
}

async function enable({ id, email }: Administrator): Promise<void> {
  await enableAdministrator(id);
  toast(t("administrator.enable.done", { email }));
}

const running = new Set<string>();

/** A second press while the first is under way is the same wish. */
async function once({ id }: Administrator, act: () => Promise<void>): Promise<void> {
  if (running.has(id)) return;
  running.add(id);
  try {
    await act();
  } catch (thrown) {
    toast(inWords(thrown, t("problem.unexpected")), "problem");
  } finally {
    running.delete(id);
  }
}
