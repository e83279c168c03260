import { signal } from "@preact/signals";
import { type Account, inWords } from "@shared/api/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { BellMark, GearIcon, PersonIcon, SearchIcon, SignOutIcon } from "@shared/ui/icons.tsx";
import { LanguageSwitch } from "@shared/ui/language-switch.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { Link, navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { ThemeSwitch } from "@shared/ui/theme.tsx";
import { Toasts, toast } from "@shared/ui/toast.tsx";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { AccountPage } from "./account/page.tsx";
import style from "./app.module.css";
import { HelpButton, HelpPanel } from "./help/panel.tsx";
import { FoundProject } from "./installation/details.tsx";
import { InstallationPage } from "./installation/page.tsx";
import { link, takeLink } from "./joining/link.ts";
import { JoinPage } from "./joining/page.tsx";
import { area, path, place } from "./places.ts";
import { ProjectPage } from "./project/page.tsx";
import { project } from "./project/project.ts";
import { ProjectList } from "./projects/list.tsx";
import { ProjectSwitch } from "./projects/switch.tsx";
import { account, arrive, firstOfAll, signOut, speak } from "./session/account.ts";
import { LeavingPage } from "./session/leaving.tsx";
import { ChangeEmailPage, ConfirmPage, ResetPage } from "./session/mailed.tsx";
import { ProveAgain } from "./session/prove-again.tsx";
import { SignIn } from "./session/sign-in.tsx";
import { SignInAgain } from "./session/sign-in-again.tsx";
import { SignUp } from "./session/sign-up.tsx";
import { SignedInPage } from "./session/signed-in.tsx";
import { Unconfirmed } from "./session/unconfirmed.tsx";
import { t } from "./words.ts";

const arrival = signal<string | null>(null);
const media = matchMedia("(max-width: 640px)");
/** No room for words in the header. */
const narrow = signal(media.matches);
media.addEventListener("change", () => {
  narrow.value = media.matches;
});

async function comeIn(): Promise<void> {
  arrival.value = null;
  try {
    await arrive();
  } catch (thrown) {
    arrival.value = inWords(thrown, t("problem.unexpected"));
  }
}

export function App() {
  useEffect(() => void comeIn(), []);
  useTitle();
  return (
    <>
      <Screen />
      <HelpPanel />
      <SignInAgain />
      <ProveAgain />
      <Toasts />
    </>
  );
}

function Screen() {
  const person = account.value;
  const name = place.value?.name;
  // Who signed in here or in another tab has no business on the sign-in page any more.
  const leaving = Boolean(person) && (name === "signIn" || name === "signUp");
  useEffect(() => {
    // Who came by a link goes on with it.
    if (leaving) navigate(path(link.peek() ? "joinOwners" : "projects"), { replace: true });
  }, [leaving]);
  useLayoutEffect(() => {
    if (name === "joinOwners") takeLink();
  }, [name]);

  if (arrival.value) {
    return (
      <main id="main" class={style.alone}>
        <Failed title={t("arrival.failed")} words={arrival.value} onRetry={comeIn} />
      </main>
    );
  }
  if (person === undefined) {
    return (
      <main id="main" class={style.alone}>
        <Skeleton label={t("loading")} lines={3} />
      </main>
    );
  }
  if (name === "reset") return <ResetPage />;
  if (name === "confirm") return <ConfirmPage />;
  if (name === "changeEmail") return <ChangeEmailPage />;
  if (name === "signedIn") return <SignedInPage />;
  if (person?.deletes_at) return <LeavingPage until={person.deletes_at} />;
  if (person === null) return signsUp() ? <SignUp /> : <SignIn />;
  if (leaving) return null;
  return (
    <div class={style.app}>
      <Header person={person} />
      <main id="main" class={style.main}>
        <Unconfirmed person={person} />
        <Page />
      </main>
    </div>
  );
}

/** Where there is nobody yet there is nothing to sign in to. */
function signsUp(): boolean {
  const name = place.value?.name;
  return name === "signUp" || (firstOfAll.value && name !== "signIn");
}

function Page() {
  const at = place.value;
  if (at && "project" in at.params) return <ProjectPage id={at.params.project} at={at.name} />;
  if (at?.name === "projects") return <ProjectList />;
  if (at?.name === "installationProject") return <FoundProject key={at.params.found} id={at.params.found} />;
  if (at && area(at.name) === "installation") return <InstallationPage at={at.name} />;
  if (at && area(at.name) === "account") return <AccountPage at={at.name} />;
  if (at?.name === "joinOwners") return <JoinPage />;
  return (
    <Empty
      icon={SearchIcon}
      title={t("nowhere.title")}
      actions={<Button onClick={() => navigate(path("projects"))}>{t("projects.all")}</Button>}
    >
      {t("nowhere.words")}
    </Empty>
  );
}

function Header({ person }: { person: Account }) {
  const out = async () => {
    try {
      await signOut();
      navigate(path("signIn"));
    } catch (thrown) {
      toast(inWords(thrown, t("problem.unexpected")), "problem");
    }
  };
  const talk: typeof speak = async (chosen) => {
    await speak(chosen).catch((thrown) => toast(inWords(thrown, t("problem.unexpected")), "problem"));
  };
  return (
    <header class={style.header}>
      <a class={style.skip} href="#main">
        {t("skip")}
      </a>
      <Link class={style.brand} href={path("projects")}>
        <BellMark size={24} />
        <span class={style.deskbell}>Deskbell</span>
        <span class={style.where}>{t("console")}</span>
      </Link>
      <ProjectSwitch />
      <div class={style.tools}>
        <HelpButton />
        <LanguageSwitch onChoose={talk} compact={narrow.value} />
        <ThemeSwitch />
        <Menu
          label={t("account.menu", { name: person.name || person.email })}
          face={<Avatar name={person.name || person.email} id={person.id} />}
          bare
          heading={
            <>
              <strong>{person.name}</strong>
              <br />
              {person.email}
            </>
          }
          items={[
            { label: t("account"), icon: PersonIcon, onChoose: () => navigate(path("account")) },
            ...(person.operator
              ? [{ label: t("installation"), icon: GearIcon, onChoose: () => navigate(path("installation")) }]
              : []),
            { label: t("sign_out"), icon: SignOutIcon, onChoose: out },
          ]}
        />
      </div>
    </header>
  );
}

const OTHER_TITLES: Record<string, "installation" | "account"> = {
  installation: "installation",
  account: "account",
};

/** The title says where one is; the heading of the page takes the focus itself. */
function useTitle(): void {
  const at = place.value;
  const person = account.value;
  const title =
    person === undefined
      ? ""
      : person === null
        ? t(!signsUp() ? "sign_in.title" : firstOfAll.value ? "sign_up.title.first" : "sign_up.title")
        : area(at?.name) === "project"
          ? (project.value?.name ?? t("project.management"))
          : t(OTHER_TITLES[area(at?.name) ?? ""] ?? "projects");
  useLayoutEffect(() => {
    document.title = [title, `Deskbell ${t("console")}`].filter(Boolean).join(" – ");
  });
}
