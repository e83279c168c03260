import type { Invitation } from "@shared/api/index.ts";
import { formatAgo, formatDate } from "@shared/i18n/index.ts";
import { newClientId } from "@shared/live/ids.ts";
import { Badge } from "@shared/ui/badge.tsx";
import { Banner } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { CopyButton } from "@shared/ui/copy.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { Empty } from "@shared/ui/empty.tsx";
import { MailIcon, MoreIcon } from "@shared/ui/icons.tsx";
import { Menu, type MenuItem } from "@shared/ui/menu.tsx";
import { toast } from "@shared/ui/toast.tsx";
import { useState } from "preact/hooks";
import { type Room, useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { once } from "./once.ts";
import style from "./team.module.css";

const TO_THE_MINUTE = { dateStyle: "medium", timeStyle: "short" } as const;

interface InvitationsProps {
  invitations: Invitation[];
  /** Whether there is nobody else in the team. */
  alone: boolean;
  onInvite: () => void;
}

interface Made {
  email: string;
  link: string;
}

/** Who has been invited and has not joined yet. */
export function Invitations({ invitations, alone, onInvite }: InvitationsProps) {
  const room = useRoom();
  const [made, setMade] = useState<Made | null>(null);
  if (invitations.length === 0) {
    if (!alone) return null;
    return (
      <section class={style.section}>
        <Empty
          icon={MailIcon}
          title={t("invited.none")}
          actions={<Button onClick={onInvite}>{t("invite.first")}</Button>}
        >
          {t("invited.none.why")}
        </Empty>
      </section>
    );
  }
  return (
    <section class={style.section} aria-labelledby="invited">
      <h2 id="invited">{t("invited")}</h2>
      <ul class={style.list}>
        {invitations.map((one) => (
          <li key={one.id} class={style.line}>
            <span class={style.letter}>
              <MailIcon size={18} />
            </span>
            <div class={style.who}>
              <p class={style.name}>{one.email}</p>
              <p class={style.quiet}>
                {t("invited.by", { name: one.invited_by_name, ago: formatAgo(one.sent_at) })}
              </p>
            </div>
            <p class={style.facts}>{t(`role.${one.role}`)}</p>
            <p class={style.seen}>
              {one.expires_at > Date.now() ? (
                <span class={style.quiet}>
                  {t("invited.until", { when: formatDate(one.expires_at, TO_THE_MINUTE) })}
                </span>
              ) : (
                <Badge tone="warning">{t("invited.expired")}</Badge>
              )}
            </p>
            <Menu
              size="s"
              icon={MoreIcon}
              face={null}
              label={t("team.more", { name: one.email })}
              items={deedsFor(room, one, setMade)}
            />
          </li>
        ))}
      </ul>
      {made && <LinkDialog made={made} onClose={() => setMade(null)} />}
    </section>
  );
}

function deedsFor(room: Room, { id, email }: Invitation, onMade: (made: Made) => void): MenuItem[] {
  const resend = () =>
    once(`resend ${id}`, async () => {
      await room.ask.resendInvitation(id, newClientId());
      toast(t("invited.resent", { email }));
      await room.team.refresh();
    });
  const link = () =>
    once(`link ${id}`, async () => {
      const { link } = await room.ask.invitationLink(id);
      onMade({ email, link });
      await room.team.refresh();
    });
  const withdraw = () =>
    once(`withdraw ${id}`, async () => {
      await room.ask.withdrawInvitation(id);
      toast(t("invited.withdrawn", { email }));
      await room.team.refresh();
    });
  return [
    { label: t("invited.resend"), onChoose: resend },
    { label: t("invited.link"), onChoose: link },
    { label: t("invited.withdraw"), onChoose: withdraw },
  ];
}

/** The one moment at which the link can be copied: the server keeps only what tells the right one from others. */
function LinkDialog({ made, onClose }: { made: Made; onClose: () => void }) {
  return (
    <Dialog title={t("invited.link.title", { email: made.email })} onClose={onClose} careful>
      <div class={style.form}>
        <Banner tone="warning">{t("invited.link.once")}</Banner>
        <p class={style.link} dir="ltr">
          <code>{made.link}</code>
        </p>
        <DialogActions>
          <CopyButton text={made.link} label={t("invited.link.copy")} done={t("invited.link.copied")} />
          <Button look="primary" data-autofocus="" onClick={onClose}>
            {t("done")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
