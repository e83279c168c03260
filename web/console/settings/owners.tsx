import type { OfferCard, OwnerCard, Project } from "@shared/api/index.ts";
import { formatDate } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Badge } from "@shared/ui/badge.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { ClockIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { navigate } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useSubmit } from "@shared/ui/submit.ts";
import { SureDialog } from "@shared/ui/sure.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useFresh } from "../loaded.ts";
import { path } from "../places.ts";
import { Section } from "../project/section.tsx";
import { t } from "../words.ts";
import { OfferDialog } from "./offer.tsx";
import { ownersOf, type ProjectOwners } from "./owners.ts";
import style from "./settings.module.css";

/** Who owns the project together, and whom it is offered to. */
export function OwnersModule({ project }: { project: Project }) {
  const owners = useMemo(() => ownersOf(project.id), [project.id]);
  const freshen = useMemo(() => () => void owners.refresh(true), [owners]);
  useEffect(() => void owners.refresh(), [owners]);
  useFresh(freshen, 30_000);
  const [asked, setAsked] = useState<"join" | "transfer" | null>(null);
  const [going, setGoing] = useState<OwnerCard | null>(null);
  const known = owners.value.value;
  const problem = owners.problem.value;
  return (
    <Section
      id="owners"
      title={t("owners")}
      lead={t("owners.lead")}
      actions={
        <Button icon={PlusIcon} onClick={() => setAsked("join")}>
          {t("owner.invite")}
        </Button>
      }
    >
      {problem && !known ? (
        <Failed title={t("owners.failed")} words={problem} onRetry={() => owners.refresh()} />
      ) : !known ? (
        <Skeleton label={t("loading")} lines={2} />
      ) : (
        <ul class={style.people}>
          {known.items.map((one) => (
            <Person key={one.id} one={one} alone={known.items.length === 1} onGo={() => setGoing(one)} />
          ))}
          {known.offers.map((offer) => (
            <Offer key={offer.id} offer={offer} owners={owners} />
          ))}
        </ul>
      )}
      <div class={style.apart}>
        <div>
          <h3>{t("transfer")}</h3>
          <p class={style.hint}>{t("transfer.lead")}</p>
        </div>
        <Button onClick={() => setAsked("transfer")}>{t("transfer.do")}</Button>
      </div>
      {asked && <OfferDialog kind={asked} owners={owners} onClose={() => setAsked(null)} />}
      {going && <GoDialog one={going} project={project} owners={owners} onClose={() => setGoing(null)} />}
    </Section>
  );
}

function Person({ one, alone, onGo }: { one: OwnerCard; alone: boolean; onGo: () => void }) {
  return (
    <li>
      <Avatar name={one.name || one.email} id={one.id} />
      <div>
        <p class={style.who}>
          <bdi>{one.name}</bdi> {one.me && <Badge tone="accent">{t("owner.me")}</Badge>}
        </p>
        <p class={style.quiet}>{one.email}</p>
      </div>
      {!alone && (
        <Button
          size="s"
          aria-label={one.me ? t("owner.leave") : t("owner.remove.named", { name: one.name })}
          onClick={onGo}
        >
          {one.me ? t("owner.leave") : t("owner.remove")}
        </Button>
      )}
    </li>
  );
}

function Offer({ offer, owners }: { offer: OfferCard; owners: ProjectOwners }) {
  const withdraw = useSubmit([], () => owners.withdraw(offer.id), t("problem.unexpected"));
  useEffect(() => {
    if (withdraw.problem) toast(withdraw.problem, "problem");
  }, [withdraw.problem]);
  return (
    <li>
      <span class={style.letter}>
        <ClockIcon size={18} />
      </span>
      <div>
        <p class={style.who}>
          {offer.email} <Badge>{t(`offer.${offer.kind}`)}</Badge>
        </p>
        <p class={style.quiet}>
          {t("offer.until", { by: offer.made_by, day: formatDate(offer.expires_at) })}
        </p>
      </div>
      <Button
        size="s"
        busy={withdraw.busy}
        aria-label={t("offer.withdraw.named", { email: offer.email })}
        onClick={() => withdraw.submit()}
      >
        {t("offer.withdraw")}
      </Button>
    </li>
  );
}

/** Somebody stops being an owner: another one, or oneself. */
function GoDialog({
  one,
  project,
  owners,
  onClose,
}: {
  one: OwnerCard;
  project: Project;
  owners: ProjectOwners;
  onClose: () => void;
}) {
  const act = async () => {
    if (one.me) {
      await owners.leave(one.id);
      toast(t("owner.left", { project: project.name }));
      navigate(path("projects"));
    } else {
      await owners.remove(one.id);
      toast(t("owner.removed", { name: one.name }));
      onClose();
    }
  };
  const title = one.me ? t("owner.leave") : t("owner.remove");
  return (
    <SureDialog title={title} does={title} act={act} otherwise={t("problem.unexpected")} onClose={onClose}>
      <p>
        {one.me
          ? t("owner.leave.sure", { project: project.name })
          : t("owner.remove.sure", { name: one.name, email: one.email })}
      </p>
    </SureDialog>
  );
}
