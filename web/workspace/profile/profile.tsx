import { LANGUAGE_NAMES, LANGUAGES, type Language, language, setLanguage } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { ArrowOutIcon, BellIcon, SignOutIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { sessions } from "../desk/asking.ts";
import { useRoom } from "../desk/room.ts";
import { t as told } from "../notifications/words.ts";
import { notificationsPath, projectPath } from "../place.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import { rememberLanguage } from "./language.ts";
import style from "./profile.module.css";

/** Who is signed in, in which language they read, and the way out. */
export function Profile({ onSignOut }: { onSignOut: () => void }) {
  const { id: here, ask, store } = useRoom();
  const agent = store.agent.value;
  const [others, setOthers] = useState<{ id: string; name: string }[]>([]);

  useEffect(() => {
    sessions()
      .then(({ items }) => setOthers(items.map((one) => one.project).filter(({ id }) => id !== here)))
      .catch(() => {}); // only the shortcut to them is missing
  }, [here]);

  /** The choice is the agent's, not the browser's: it is there on every computer. */
  const read = async (chosen: Language) => {
    const before = language.peek();
    rememberLanguage(chosen);
    await setLanguage(chosen);
    try {
      await ask.changeMe({ language: chosen });
    } catch (refused) {
      rememberLanguage(before);
      await setLanguage(before);
      toast(inWords(refused), "problem");
    }
  };

  return (
    <Menu
      label={t("profile", { name: agent.name })}
      heading={
        <span class={style.me}>
          <strong dir="auto">{agent.name}</strong>
          <span>{agent.email}</span>
          <span>{t(`role.${agent.role}`)}</span>
        </span>
      }
      face={<Avatar name={agent.name} id={agent.id} size="s" presence={agent.availability} />}
      items={[
        { label: told("notifications"), icon: BellIcon, onChoose: () => navigate(notificationsPath()) },
        ...LANGUAGES.map((choice) => ({
          label: LANGUAGE_NAMES[choice],
          lang: choice,
          chosen: language.value === choice,
          onChoose: () => void read(choice),
        })),
        ...others.map(({ id, name }) => ({
          label: t("project.switch", { name }),
          icon: ArrowOutIcon,
          onChoose: () => navigate(projectPath(id)),
        })),
        { label: t("sign_out"), icon: SignOutIcon, onChoose: onSignOut },
      ]}
    />
  );
}
