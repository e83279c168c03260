import { type GeneralChange, Refusal } from "@shared/api/index.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "@shared/i18n/index.ts";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { useRoom } from "../../desk/room.ts";
import { t } from "../../words.ts";
import style from "../settings.module.css";

/** What the project speaks, and by which clock it lives. */
export function General() {
  const { ask, store } = useRoom();
  const project = store.project.value;
  // What stood here when the form was opened: facts change the page beneath it.
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
        await ask.changeGeneral(change);
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === "stale") {
          const now = String(thrown.params.now);
          setBegan({ ...began, [thrown.field === "time_zone" ? "zone" : "language"]: now });
        }
        throw thrown;
      }
      setBegan({ language, zone });
      toast(t("settings.saved"));
    },
    t("problem.unknown"),
  );
  return (
    <form class={style.form} {...form.attributes}>
      {form.problem && (
        <Banner tone="danger" urgent>
          {form.problem}
        </Banner>
      )}
      <TextField
        label={t("settings.name")}
        hint={t("settings.name.hint")}
        value={project.name}
        onValue={() => {}}
        readOnly
        dir="auto"
      />
      <div class={style.pair}>
        <SelectField
          label={t("settings.language")}
          hint={t("settings.language.hint")}
          value={language}
          onValue={setLanguage}
          error={form.about("default_language")}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
        />
        <SelectField
          label={t("settings.time_zone")}
          hint={t("settings.time_zone.hint")}
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
