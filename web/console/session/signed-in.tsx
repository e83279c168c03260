import { inWords } from "@shared/api/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useState } from "preact/hooks";
import { path } from "../places.ts";
import { t } from "../words.ts";
import { account, comeBack, takeSecondStep } from "./account.ts";
import { CodeField } from "./code-field.tsx";
import style from "./gate.module.css";
import { Gate } from "./gate.tsx";

/** Where a provider sends the browser back to. What it brings leaves the address bar at once. */
export function SignedInPage() {
  const [problem, setProblem] = useState("");
  const [half, setHalf] = useState("");
  useEffect(() => {
    const brought = new URLSearchParams(location.search);
    history.replaceState(null, "", location.pathname);
    const code = brought.get("code");
    if (!code) return setProblem(t("provider.refused"));
    comeBack(code, brought.get("state") ?? "").then(
      (arrived) => {
        if (arrived.done === "second_step") return setHalf(arrived.half ?? "");
        if (arrived.done === "link") toast(t("provider.linked"));
        if (arrived.done === "prove") toast(t("proof.done"));
        navigate(path(arrived.done === "signed_in" ? "projects" : "accountSecurity"), { replace: true });
      },
      (thrown) => setProblem(inWords(thrown, t("problem.unexpected"))),
    );
  }, []);
  if (half) return <SecondStep half={half} />;
  const away = () => navigate(path(account.value ? "accountSecurity" : "signIn"), { replace: true });
  return (
    <Gate title={t("sign_in.title")} lead={t("sign_in.lead")}>
      {problem ? (
        <div class={style.form}>
          <Problem words={problem} />
          <Button look="primary" onClick={away}>
            {t("provider.back")}
          </Button>
        </div>
      ) : (
        <Skeleton label={t("loading")} lines={3} />
      )}
    </Gate>
  );
}

function SecondStep({ half }: { half: string }) {
  const [code, setCode] = useState("");
  const form = useSubmit(
    ["code"],
    async () => {
      if (!code.trim()) refuse("code", t("code.blank"));
      await takeSecondStep(half, code.trim());
      navigate(path("projects"), { replace: true });
    },
    t("problem.unexpected"),
  );
  return (
    <Gate title={t("second_step.title")} lead={t("second_step.lead")}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <CodeField value={code} onValue={setCode} error={form.about("code")} />
        <Button type="submit" look="primary" busy={form.busy}>
          {t("sign_in")}
        </Button>
      </form>
    </Gate>
  );
}
