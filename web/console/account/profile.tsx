import type { Account } from "@shared/api/index.ts";
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES } from "@shared/i18n/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { Section } from "../project/section.tsx";
import { changeProfile } from "../session/account.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { EmailModule } from "./email.tsx";
import { Leave } from "./leave.tsx";

export function Profile({ person }: { person: Account }) {
  const [name, setName] = useState(person.name);
  const [language, setLanguage] = useState(chooseLanguage([person.language]));
  const [zone, setZone] = useState(person.time_zone);
  const form = useSubmit(
    ["name", "language", "time_zone"],
    async () => {
      if (!name.trim()) refuse("name", t("name.blank"));
      await changeProfile({ name: name.trim(), language, time_zone: zone });
      toast(t("profile.saved"));
    },
    t("problem.unexpected"),
  );
  const zones = [...new Set([person.time_zone, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <>
      <Section id="profile" title={t("profile")}>
        <form class={style.form} {...form.attributes}>
          {form.problem && (
            <Banner tone="danger" urgent>
              {form.problem}
            </Banner>
          )}
          <TextField
            label={t("name")}
            name="name"
            autocomplete="name"
            value={name}
            onValue={setName}
            error={form.about("name")}
          />
          <SelectField
            label={t("profile.language")}
            value={language}
            onValue={(chosen) => setLanguage(chooseLanguage([chosen]))}
            options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
            error={form.about("language")}
          />
          <SelectField
            label={t("profile.zone")}
            value={zone}
            onValue={setZone}
            options={zones.map((one) => ({ value: one, label: one.replaceAll("_", " ") }))}
            error={form.about("time_zone")}
          />
          <Button type="submit" look="primary" busy={form.busy}>
            {t("save")}
          </Button>
        </form>
      </Section>
      <EmailModule person={person} />
      <Leave />
    </>
  );
}
