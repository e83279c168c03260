import { type Account, Refusal } from "@shared/api/index.ts";
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { Section } from "../project/section.tsx";
import { changeProfile, type ProfileChange } from "../session/account.ts";
import { t } from "../words.ts";
import style from "./account.module.css";
import { EmailModule } from "./email.tsx";
import { Leave } from "./leave.tsx";

export function Profile({ person }: { person: Account }) {
  // What stood here when the form was opened: another window may have changed it since.
  const [began, setBegan] = useState({
    name: person.name,
    language: chooseLanguage([person.language]),
    time_zone: person.time_zone,
  });
  const [name, setName] = useState(began.name);
  const [language, setLanguage] = useState(began.language);
  const [zone, setZone] = useState(began.time_zone);
  const form = useSubmit(
    ["name", "language", "time_zone"],
    async () => {
      if (!name.trim()) refuse("name", t("name.blank"));
      const wanted = { name: name.trim(), language, time_zone: zone };
      try {
        await changeProfile(changesOf(began, wanted));
      } catch (thrown) {
        if (!(thrown instanceof Refusal && thrown.code === "stale" && thrown.field)) throw thrown;
        // What was typed stays; whoever saves again has read what is there now.
        const now = String(thrown.params.now);
        setBegan({ ...began, [thrown.field]: now });
        refuse(thrown.field, t("profile.stale", { now: shown(now) }));
      }
      setBegan(wanted);
      toast(t("profile.saved"));
    },
    t("problem.unexpected"),
  );
  const zones = [...new Set([began.time_zone, zone, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <>
      <Section id="profile" title={t("profile")}>
        <form class={style.form} {...form.attributes}>
          <Problem words={form.problem} />
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

/** What differs from what the form began with, each with that. */
function changesOf<Form extends Record<string, string>>(began: Form, wanted: Form): ProfileChange {
  const changed = Object.entries(wanted).filter(([field, value]) => value !== began[field]);
  return Object.fromEntries(
    changed.flatMap(([field, value]) => [
      [field, value],
      [`${field}_was`, began[field]],
    ]),
  );
}

/** A language by its own name, anything else as it is. */
function shown(value: string): string {
  return LANGUAGES.some((one) => one === value) ? LANGUAGE_NAMES[chooseLanguage([value])] : value;
}
