import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { Link } from "@shared/ui/router.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { askForPasswordLink } from "../desk/asking.ts";
import { HOME } from "../place.ts";
import { t } from "../words.ts";
import { Frame } from "./frame.tsx";
import style from "./sign-in.module.css";

/** Asks for a link to set a new password. What is said afterwards is the same for every address. */
export function Forgotten() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState("");
  const form = useSubmit(
    ["email"],
    async () => {
      const to = email.trim();
      if (!to) refuse("email", t("signin.email.blank"));
      await askForPasswordLink(to);
      setSent(to);
    },
    t("problem.unknown"),
  );
  const back = (
    <p class={style.forgotten}>
      <Link href={HOME}>{t("forgotten.back")}</Link>
    </p>
  );
  if (sent) {
    return (
      <Frame title={t("forgotten.sent.title")} words={t("forgotten.sent", { email: sent })}>
        <p class={style.words}>{t("forgotten.owner")}</p>
        {back}
      </Frame>
    );
  }
  return (
    <Frame title={t("forgotten.title")} words={t("forgotten.lead")}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <TextField
          label={t("signin.email")}
          type="email"
          name="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={email}
          onValue={setEmail}
          error={form.about("email")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("forgotten.ask")}
        </Button>
      </form>
      {back}
    </Frame>
  );
}
