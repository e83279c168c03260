import type { OfferShown } from "@shared/api/index.ts";
import { formatDate } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Banner, Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { WarningIcon } from "@shared/ui/icons.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useMemo } from "preact/hooks";
import { PageHeading } from "../heading.tsx";
import { loaded } from "../loaded.ts";
import { path } from "../places.ts";
import { ask } from "../server.ts";
import { account } from "../session/account.ts";
import { t } from "../words.ts";
import style from "./joining.module.css";
import { forgetLink, link } from "./link.ts";

/** Where a link to own a project leads: what is offered by whom, and one button to accept it. */
export function JoinPage() {
  const token = link.value;
  const offer = useMemo(
    () =>
      loaded<OfferShown>(
        () => ask("POST", "/offers/look", { body: { token: token ?? "" }, repeatable: true }),
        () => t("problem.unexpected"),
      ),
    [token],
  );
  useEffect(() => void offer.refresh(), [offer]);
  const shown = offer.value.value;
  if (offer.problem.value)
    return (
      <div role="alert">
        <Empty icon={WarningIcon} title={t("join.over")} actions={<Away />}>
          {offer.problem.value}
        </Empty>
      </div>
    );
  if (!shown) return <Skeleton label={t("loading")} lines={4} />;
  return <Offered shown={shown} token={token ?? ""} />;
}

function Offered({ shown, token }: { shown: OfferShown; token: string }) {
  const form = useSubmit(
    [],
    async () => {
      const { project_id } = await ask<{ project_id: string }>("POST", "/offers/acceptance", {
        body: { token },
      });
      toast(t("join.done", { project: shown.project }));
      navigate(path("project", { project: project_id }), { replace: true });
      forgetLink();
    },
    t("problem.unexpected"),
  );
  return (
    <div class={style.page}>
      <Avatar square size="xl" name={shown.project} picture={shown.avatar} />
      <PageHeading>
        {t.pieces(`join.${shown.kind}`, { project: <bdi key="name">{shown.project}</bdi> })}
      </PageHeading>
      <p class={style.lead}>{t(`join.${shown.kind}.words`, { by: shown.made_by })}</p>
      {shown.leaves && <p class={style.lead}>{t("join.leaves", { by: shown.made_by })}</p>}
      <Problem words={form.problem} />
      {shown.already_owner ? (
        <>
          <Banner>{t("join.already")}</Banner>
          <Away />
        </>
      ) : (
        <>
          <form {...form.attributes}>
            <Button type="submit" look="primary" busy={form.busy}>
              {t("join.accept")}
            </Button>
          </form>
          <p class={style.hint}>
            {t("join.as", { email: account.value?.email ?? "", day: formatDate(shown.expires_at) })}
          </p>
        </>
      )}
    </div>
  );
}

function Away() {
  return (
    <Button
      onClick={() => {
        navigate(path("projects"));
        forgetLink();
      }}
    >
      {t("projects.all")}
    </Button>
  );
}
