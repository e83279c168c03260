import { computed, signal } from "@preact/signals";
import { type Account, type Arrived, Refusal, type Welcome } from "@shared/api/index.ts";
import { chooseLanguage, type Language, language, setLanguage } from "@shared/i18n/index.ts";
import { ask } from "../server.ts";
import { passkeyAnswer } from "./passkey.ts";

/** Who is signed in: null for nobody, undefined while that is not known yet. */
export const account = signal<Account | null | undefined>(undefined);
export const welcome = signal<Welcome | null>(null);

/** Nobody has an account here yet, and whoever comes may make the first one. */
export const firstOfAll = computed(() => Boolean(welcome.value?.first && welcome.value.sign_up_allowed));

const LANGUAGE_KEY = "deskbell.console.language";

/** The language before anybody has signed in: chosen here earlier, else the browser's. */
export function firstLanguage(): Language {
  return chooseLanguage([kept(), ...navigator.languages]);
}

/** Asks what this installation allows and who is here. */
export async function arrive(): Promise<void> {
  const [allowed, here] = await Promise.all([
    ask<Welcome>("GET", "/welcome", { open: true }),
    ask<Account>("GET", "/session", { open: true }).catch((thrown) => {
      if (thrown instanceof Refusal && thrown.status === 401) return null;
      throw thrown;
    }),
  ]);
  welcome.value = allowed;
  await become(here);
}

export async function signUp(person: { name: string; email: string; password: string }): Promise<void> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = { ...person, language: language.peek(), ...(time_zone ? { time_zone } : {}) };
  await become(await ask<Account>("POST", "/accounts", { body, open: true }));
  // Whatever was offered to the first account is over.
  void ask<Welcome>("GET", "/welcome", { open: true }).then(
    (allowed) => {
      welcome.value = allowed;
    },
    () => {},
  );
}

export async function signIn(email: string, password: string, code?: string): Promise<void> {
  const body = { email, password, ...(code ? { code } : {}) };
  await become(await ask<Account>("POST", "/session", { body, open: true }));
}

/** Signs in with a passkey; false when the person would rather not. */
export async function signInWithPasskey(): Promise<boolean> {
  const credential = await passkeyAnswer();
  if (!credential) return false;
  await become(await ask<Account>("POST", "/session/passkey", { body: { credential }, open: true }));
  return true;
}

/** Leaves the page for a provider; `/console/signed-in` is where it comes back to. */
export async function goToProvider(provider: string, purpose?: "link" | "prove"): Promise<void> {
  const { url } = purpose
    ? await ask<{ url: string }>("POST", "/account/identities", { body: { provider, purpose } })
    : await ask<{ url: string }>("POST", "/session/openid/begin", { body: { provider }, open: true });
  location.assign(url);
}

/** Back from a provider: what came of it. */
export async function comeBack(code: string, state: string): Promise<Arrived> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = { code, state, ...(time_zone ? { time_zone } : {}) };
  const arrived = await ask<Arrived>("POST", "/session/openid", { body, open: true });
  if (arrived.account) await become(arrived.account);
  return arrived;
}

export async function takeSecondStep(half: string, code: string): Promise<void> {
  await become(await ask<Account>("POST", "/session/second-step", { body: { half, code }, open: true }));
}

export async function keepAccount(): Promise<void> {
  await become(await ask<Account>("DELETE", "/account/deletion", { repeatable: true }));
}

/** `…_was`: what stood in the form to begin with; the server refuses as `stale` what would overwrite another change. */
export interface ProfileChange {
  name?: string;
  name_was?: string;
  language?: string;
  language_was?: string;
  time_zone?: string;
  time_zone_was?: string;
}

export async function changeProfile(change: ProfileChange): Promise<void> {
  await become(await ask<Account>("PATCH", "/account", { body: change, repeatable: true }));
}

/** The account as the server has it now: an address may have been confirmed in another tab. */
export async function refreshAccount(): Promise<void> {
  if (account.peek()) await become(await ask<Account>("GET", "/session", { open: true }));
}

export async function signOut(): Promise<void> {
  await ask("DELETE", "/session", { open: true, repeatable: true }).catch((thrown) => {
    // Already signed out, in another tab perhaps: that is what was wanted.
    if (!(thrown instanceof Refusal && thrown.status === 401)) throw thrown;
  });
  account.value = null;
}

/** Shown at once; saved on the account so that it is there on the next device, and here for the sign-in page. */
export async function speak(chosen: Language): Promise<void> {
  keep(chosen);
  await setLanguage(chosen);
  const person = account.peek();
  if (!person || person.language === chosen) return;
  account.value = { ...person, language: chosen };
  account.value = await ask<Account>("PATCH", "/account", { body: { language: chosen }, repeatable: true });
}

async function become(person: Account | null): Promise<void> {
  if (person) {
    const spoken = chooseLanguage([person.language]);
    keep(spoken);
    if (spoken !== language.peek()) await setLanguage(spoken);
  }
  account.value = person;
}

function kept(): string | null {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null; // storage is forbidden here
  }
}

function keep(chosen: Language): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, chosen);
  } catch {
    // The choice lasts as long as the page.
  }
}
