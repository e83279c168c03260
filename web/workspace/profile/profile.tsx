import { LANGUAGE_NAMES, LANGUAGES, type Language, language, setLanguage } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { SignOutIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import { rememberLanguage } from "./language.ts";
import style from "./profile.module.css";

/** Who is signed in, in which language they read, and the way out. */
export function Profile({ onSignOut }: { onSignOut: () => void }) {
  const { ask, store } = useRoom();
  const agent = store.agent.value;

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
        ...LANGUAGES.map((choice) => ({
          label: LANGUAGE_NAMES[choice],
          lang: choice,
          chosen: language.value === choice,
          onChoose: () => void read(choice),
        })),
        { label: t("sign_out"), icon: SignOutIcon, onChoose: onSignOut },
      ]}
    />
  );
}
