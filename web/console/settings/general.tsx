import { type Project, Refusal } from "@shared/api/index.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { SelectField } from "@shared/ui/field.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useRef, useState } from "preact/hooks";
import { changeProject, type ProjectChange, setPicture } from "../project/project.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { pictureOf } from "./picture.ts";
import style from "./settings.module.css";

export function General({ project }: { project: Project }) {
  return (
    <Section id="general" title={t("general")} lead={t("general.lead")}>
      <Picture project={project} />
      <Preferences project={project} />
    </Section>
  );
}

function Picture({ project }: { project: Project }) {
  const file = useRef<HTMLInputElement>(null);
  const change = useSubmit(
    [],
    async () => {
      const chosen = file.current?.files?.[0];
      try {
        if (!chosen) return;
        await setPicture(await pictureOf(chosen));
        toast(t("picture.done"));
      } finally {
        // The same file again is a choice of its own.
        if (file.current) file.current.value = "";
      }
    },
    t("problem.unexpected"),
  );
  const remove = useSubmit([], () => setPicture(null), t("problem.unexpected"));
  const problem = change.problem ?? remove.problem;
  return (
    <div class={style.picture}>
      <Avatar square size="xl" name={project.name} id={project.id} picture={project.avatar} />
      <div class={style.words}>
        <div class={style.choices}>
          <Button busy={change.busy} aria-describedby="picture-hint" onClick={() => file.current?.click()}>
            {t(project.avatar ? "picture.change" : "picture.choose")}
          </Button>
          {project.avatar && (
            <Button look="quiet" busy={remove.busy} onClick={() => remove.submit()}>
              {t("picture.remove")}
            </Button>
          )}
        </div>
        <p class={style.hint} id="picture-hint">
          {t("picture.hint")}
        </p>
        {problem && (
          <Banner tone="danger" urgent>
            {problem}
          </Banner>
        )}
      </div>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={t("picture.choose")}
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={() => change.submit()}
      />
    </div>
  );
}

function Preferences({ project }: { project: Project }) {
  // What stood here when the form was opened: the page refreshes itself beneath it.
  const [began, setBegan] = useState({ language: project.default_language, zone: project.time_zone });
  const [language, setLanguage] = useState(began.language);
  const [zone, setZone] = useState(began.zone);
  const form = useSubmit(
    ["default_language", "time_zone"],
    async () => {
      const change: ProjectChange = {
        ...(language === began.language
          ? {}
          : { default_language: language, default_language_was: began.language }),
        ...(zone === began.zone ? {} : { time_zone: zone, time_zone_was: began.zone }),
      };
      try {
        await changeProject(change);
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === "stale") {
          const now = String(thrown.params.now);
          setBegan({ ...began, [thrown.field === "time_zone" ? "zone" : "language"]: now });
        }
        throw thrown;
      }
      setBegan({ language, zone });
      toast(t("general.done"));
    },
    t("problem.unexpected"),
  );
  return (
    <form class={style.form} {...form.attributes}>
      {form.problem && (
        <Banner tone="danger" urgent>
          {form.problem}
        </Banner>
      )}
      <div class={style.pair}>
        <SelectField
          label={t("general.language")}
          hint={t("general.language.hint")}
          value={language}
          onValue={setLanguage}
          error={form.about("default_language")}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
        />
        <SelectField
          label={t("general.time_zone")}
          hint={t("general.time_zone.hint")}
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
