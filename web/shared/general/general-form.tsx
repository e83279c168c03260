import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type GeneralChange, Refusal } from "../api/index.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "../i18n/index.ts";
import { Problem } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { useSubmit } from "../ui/submit.ts";
import { toast } from "../ui/toast.tsx";
import style from "./general-form.module.css";
import { t } from "./words.ts";

interface Props {
  project: { default_language: string; time_zone: string };
  save: (change: GeneralChange) => Promise<unknown>;
  /** What is said of a failure that nobody foresaw. */
  otherwise: string;
  /** What stands above. */
  children?: ComponentChildren;
}

/** What a project speaks, and by which clock it lives: asked by owners and by administrators alike. */
export function GeneralForm({ project, save, otherwise, children }: Props) {
  // What stood here when the form was opened: the page refreshes itself beneath it.
  const [began, setBegan] = useState({ language: project.default_language, zone: project.time_zone });
  const [language, setLanguage] = useState(began.language);
  const [zone, setZone] = useState(began.zone);
  const form = useSubmit(
    ["default_language", "time_zone"],
    async () => {
      const change: GeneralChange = {
        ...(language === began.language
          ? {}
          : { default_language: language, default_language_was: began.language }),
        ...(zone === began.zone ? {} : { time_zone: zone, time_zone_was: began.zone }),
      };
      try {
        await save(change);
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === "stale") {
          const now = String(thrown.params.now);
          setBegan({ ...began, [thrown.field === "time_zone" ? "zone" : "language"]: now });
        }
        throw thrown;
      }
      setBegan({ language, zone });
      toast(t("saved"));
    },
    otherwise,
  );
  return (
    <form class={style.form} {...form.attributes}>
      <Problem words={form.problem} />
      {children}
      <div class={style.pair}>
        <SelectField
          label={t("language")}
          hint={t("language.hint")}
          value={language}
          onValue={setLanguage}
          error={form.about("default_language")}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
        />
        <SelectField
          label={t("time_zone")}
          hint={t("time_zone.hint")}
          value={zone}
          onValue={setZone}
          error={form.about("time_zone")}
          options={zones(began.zone).map((one) => ({ value: one, label: one.replaceAll("_", " ") }))}
        />
      </div>
      <Button type="submit" look="primary" busy={form.busy}>
        {t("save")}
      </Button>
    </form>
  );
}

/** Those of the browser; it may not know the one that is chosen. */
function zones(present: string): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", present])].sort();
}
