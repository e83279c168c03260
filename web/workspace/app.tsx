import { useSignal } from "@preact/signals";
import { Refusal } from "@shared/api/index.ts";
import { chooseLanguage, setLanguage } from "@shared/i18n/index.ts";
import { Failed } from "@shared/ui/empty.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { Toasts, toast } from "@shared/ui/toast.tsx";
import { useEffect } from "preact/hooks";
import style from "./app.module.css";
import { asking, sessions } from "./desk/asking.ts";
import { openRoom, type Room, RoomProvider } from "./desk/room.ts";
import { Layout } from "./layout/layout.tsx";
import { forgetting, go, HOME, joining, part, project, projectPath, settingPassword } from "./place.ts";
import { inWords } from "./problems.ts";
import { rememberLanguage } from "./profile/language.ts";
import { Choose } from "./signin/choose.tsx";
import { Forgotten } from "./signin/forgotten.tsx";
import { Join } from "./signin/join.tsx";
import { SetPassword } from "./signin/set-password.tsx";
import { SignIn } from "./signin/sign-in.tsx";
import { t } from "./words.ts";

type Stage =
  | { at: "entering" }
  | { at: "signed_out"; why?: string }
  | { at: "choosing"; projects: { id: string; name: string }[] }
  | { at: "inside"; room: Room }
  | { at: "failed"; words: string };

/** Finds out who one is in the project of the address, and shows the sign-in page or the Workspace. */
export function App() {
  const stage = useSignal<Stage>({ at: "entering" });
  const tries = useSignal(0);
  const wanted = project.value;

  useEffect(() => {
    if (settingPassword.value || joining.value || forgetting.value) return;
    let left = false;
    stage.value = { at: "entering" };
    (wanted ? enter(wanted) : lookAround()).then((next) => {
      if (!left) stage.value = next;
      else if (next.at === "inside") next.room.close();
    });
    return () => {
      left = true;
      if (stage.peek().at === "inside") (stage.peek() as { room: Room }).room.close();
    };
  }, [wanted, tries.value, settingPassword.value, joining.value, forgetting.value]);

  const inside = (id: string, language: string) => {
    rememberLanguage(chooseLanguage([language]));
    if (id === wanted) tries.value++;
    else navigate(projectPath(id), { replace: true });
  };

  const signOut = async (room: Room) => {
    try {
      await room.ask.signOut();
      room.close();
      stage.value = { at: "signed_out" };
      navigate(HOME);
    } catch (refused) {
      toast(inWords(refused), "problem");
    }
  };

  if (settingPassword.value) return <SetPassword onSignedIn={inside} />;
  if (forgetting.value) return <Forgotten />;
  if (joining.value) return <Join onSignedIn={inside} />;
  return (
    <>
      <Screen
        stage={stage.value}
        wanted={wanted}
        onSignedIn={inside}
        onSignOut={signOut}
        onSignIn={(why) => {
          stage.value = why ? { at: "signed_out", why } : { at: "signed_out" };
        }}
        onRetry={() => tries.value++}
      />
      <Toasts />
    </>
  );
}

interface ScreenProps {
  stage: Stage;
  wanted: string | null;
  onSignedIn: (project: string, language: string) => void;
  onSignOut: (room: Room) => void;
  onSignIn: (why?: string) => void;
  onRetry: () => void;
}

function Screen({ stage, wanted, onSignedIn, onSignOut, onSignIn, onRetry }: ScreenProps) {
  if (stage.at === "entering") {
    return (
      <div class={style.middle}>
        <Skeleton label={t("entering")} />
      </div>
    );
  }
  if (stage.at === "failed") {
    return (
      <main class={style.middle}>
        <Failed title={t("entering.failed")} words={stage.words} onRetry={onRetry} />
      </main>
    );
  }
  if (stage.at === "choosing") {
    return (
      <Choose
        title={t("choose.title")}
        words={t("choose.signed_in")}
        projects={stage.projects}
        busy={false}
        onChoose={(id) => navigate(projectPath(id))}
        onBack={() => onSignIn()}
      />
    );
  }
  if (stage.at === "inside") {
    return (
      <RoomProvider value={stage.room}>
        <Inside room={stage.room} onSignOut={() => onSignOut(stage.room)} onEnded={onSignIn} />
      </RoomProvider>
    );
  }
  return <SignIn wanted={wanted} {...(stage.why ? { why: stage.why } : {})} onSignedIn={onSignedIn} />;
}

/** As long as the session lasts. When it ends elsewhere, the sign-in page comes up at the same address. */
function Inside({
  room,
  onSignOut,
  onEnded,
}: {
  room: Room;
  onSignOut: () => void;
  onEnded: (why: string) => void;
}) {
  const ended = room.live.stopped.value;
  useEffect(() => {
    if (ended !== "signed_out" && ended !== "forbidden") return;
    room.close();
    onEnded(t("signin.ended"));
  }, [ended, room, onEnded]);
  return <Layout onSignOut={onSignOut} />;
}

async function enter(id: string): Promise<Stage> {
  try {
    const me = await asking(id).me();
    const spoken = chooseLanguage([me.agent.language]);
    rememberLanguage(spoken);
    await setLanguage(spoken);
    if (part.peek() === "conversations") go({}, { replace: true });
    return { at: "inside", room: openRoom(id, me) };
  } catch (refused) {
    if (refused instanceof Refusal && [401, 403, 404].includes(refused.status)) return { at: "signed_out" };
    return { at: "failed", words: inWords(refused) };
  }
}

async function lookAround(): Promise<Stage> {
  try {
    const projects = (await sessions()).items.map((one) => one.project);
    const [only] = projects;
    if (!only) return { at: "signed_out" };
    if (projects.length > 1) return { at: "choosing", projects };
    navigate(projectPath(only.id), { replace: true });
    return { at: "entering" };
  } catch (refused) {
    if (refused instanceof Refusal && refused.status === 401) return { at: "signed_out" };
    return { at: "failed", words: inWords(refused) };
  }
}
