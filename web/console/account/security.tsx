import { type Account, inWords, type Security } from "@shared/api/index.ts";
import { formatAgo, formatDate } from "@shared/i18n/index.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { PlusIcon } from "@shared/ui/icons.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { Section } from "../project/section.tsx";
import { ask } from "../server.ts";
import { goToProvider, welcome } from "../session/account.ts";
import { newPasskey, passkeysWork } from "../session/passkey.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { keys } from "./keys.ts";
import { PasskeyDialog } from "./passkey-dialog.tsx";
import { PasswordDialog } from "./password.tsx";
import { TwoStep } from "./two-step.tsx";

/** How one signs in: the password, a second step, passkeys, providers. */
export function SecurityTab({ person }: { person: Account }) {
  useEffect(() => void keys.refresh(), []);
  const known = keys.value.value;
  if (keys.problem.value && !known)
    return <Failed title={t("security.failed")} words={keys.problem.value} onRetry={() => keys.refresh()} />;
  if (!known) return <Skeleton label={t("loading")} lines={6} />;
  return (
    <>
      <Password
        has={known.has_password}
        changed={known.password_changed_at ?? null}
        email={person.email}
        name={person.name}
      />
      <TwoStep since={known.two_step_since ?? null} left={known.recovery_codes_left} />
      {passkeysWork() && <Passkeys />}
      {(welcome.value?.providers.length || known.identities.length > 0) && <Providers />}
    </>
  );
}

interface PasswordProps {
  has: boolean;
  changed: number | null;
  email: string;
  name: string;
}

function Password({ has, changed, email, name }: PasswordProps) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      id="password"
      title={t("password")}
      lead={
        has
          ? changed === null
            ? t("password.set")
            : t("password.changed", { when: formatAgo(changed) })
          : t("password.absent")
      }
      actions={
        <Button size="s" onClick={() => setOpen(true)}>
          {t(has ? "password.change" : "password.offer")}
        </Button>
      }
    >
      {open && <PasswordDialog has={has} known={[email, name]} onClose={() => setOpen(false)} />}
    </Section>
  );
}

/** Does something to the keys, says so, and shows them as they are then. */
async function act(doing: () => Promise<unknown>, said: string): Promise<void> {
  try {
    await doing();
    toast(said);
  } catch (thrown) {
    toast(inWords(thrown, t("problem.unexpected")), "problem");
  }
  await keys.refresh(true);
}

function Passkeys() {
  const [made, setMade] = useState<unknown>(null);
  const [renamed, setRenamed] = useState<Security["passkeys"][number] | null>(null);
  const passkeys = keys.value.value?.passkeys ?? [];
  const add = async () => {
    try {
      setMade(await newPasskey());
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    }
  };
  return (
    <Section
      id="passkeys"
      title={t("passkeys")}
      lead={t("passkeys.lead")}
      actions={
        <Button size="s" icon={PlusIcon} onClick={add}>
          {t("passkey.add")}
        </Button>
      }
    >
      {passkeys.length > 0 && (
        <ul class={style.list} aria-label={t("passkeys")}>
          {passkeys.map((one) => (
            <li key={one.id}>
              <div>
                <p class={style.name} id={`passkey-${one.id}`}>
                  {one.name}
                </p>
                <p class={style.quiet}>
                  {one.last_used_at
                    ? t("passkey.used", { when: formatAgo(one.last_used_at) })
                    : t("passkey.unused", { day: formatDate(one.created_at) })}
                </p>
              </div>
              <div class={style.row}>
                <Button size="s" aria-describedby={`passkey-${one.id}`} onClick={() => setRenamed(one)}>
                  {t("passkey.rename")}
                </Button>
                <Button
                  size="s"
                  aria-describedby={`passkey-${one.id}`}
                  onClick={() =>
                    act(() => ask("DELETE", `/account/passkeys/${one.id}`), t("passkey.removed"))
                  }
                >
                  {t("passkey.remove")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {made !== null && (
        <PasskeyDialog
          title={t("passkey.add")}
          present={t("passkey.default")}
          // The same key twice is one.
          save={(name) =>
            ask("POST", "/account/passkeys", { body: { name, credential: made }, repeatable: true })
          }
          said={t("passkey.added")}
          onClose={() => setMade(null)}
        />
      )}
      {renamed && (
        <PasskeyDialog
          title={t("passkey.rename.title")}
          present={renamed.name}
          save={(name) =>
            ask("PATCH", `/account/passkeys/${renamed.id}`, { body: { name }, repeatable: true })
          }
          said={t("passkey.renamed")}
          onClose={() => setRenamed(null)}
        />
      )}
    </Section>
  );
}

function Providers() {
  const linked = keys.value.value?.identities ?? [];
  const offered = welcome.value?.providers ?? [];
  const name = (id: string) => offered.find((one) => one.id === id)?.name ?? id;
  const free = offered.filter((one) => !linked.some((is) => is.provider === one.id));
  return (
    <Section id="providers" title={t("providers")} lead={t("providers.lead")}>
      <ul class={style.list} aria-label={t("providers")}>
        {linked.map((one) => (
          <li key={one.id}>
            <div>
              <p class={style.name} id={`provider-${one.id}`}>
                {name(one.provider)} <Badge tone="success">{t("provider.on")}</Badge>
              </p>
              <p class={style.quiet}>{one.email}</p>
            </div>
            <Button
              size="s"
              aria-describedby={`provider-${one.id}`}
              onClick={() =>
                act(() => ask("DELETE", `/account/identities/${one.id}`), t("provider.unlinked"))
              }
            >
              {t("provider.unlink")}
            </Button>
          </li>
        ))}
        {free.map((one) => (
          <li key={one.id}>
            <p class={style.name} id={`provider-${one.id}`}>
              {one.name}
            </p>
            <Button
              size="s"
              aria-describedby={`provider-${one.id}`}
              onClick={() =>
                goToProvider(one.id, "link").catch((thrown) =>
                  toast(inWords(thrown, t("problem.unexpected")), "problem"),
                )
              }
            >
              {t("provider.link")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
