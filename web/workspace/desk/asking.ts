/** What the Workspace asks of the server, each under the name that an agent would give it. */
import {
  type Ack,
  address,
  type CountedPage,
  client,
  type EarlierTexts,
  type GeneralChange,
  type Group,
  type HoursForm,
  type HoursShown,
  type Invitation,
  type InvitationFor,
  type Invited,
  type Joined,
  type LinkFor,
  type ManyDone,
  type ManyUndo,
  type ManyWanted,
  type Member,
  type Messages,
  type NotificationChoices,
  type Page,
  type PushDevices,
  type Reply,
  type Report,
  type Role,
  type RoutingForm,
  type RoutingShown,
  type SavedFilters,
  type SavedView,
  type SessionHere,
  type SignedIn,
  type SignedInAs,
  type Subscription,
  type Tag,
  type TagColour,
  type Team,
  type Visitor,
  type VisitorForm,
  type VisitorPast,
  type VisitorsHere,
} from "@shared/api/index.ts";
import { language } from "@shared/i18n/index.ts";
import { t } from "../words.ts";
import { askedFor, type Filters, type Order, UNFILTERED, type View } from "./views.ts";
import type {
  Agent,
  Availability,
  Conversation,
  ConversationPage,
  FoundConversations,
  FoundMessages,
  Me,
  Message,
  OpenedConversation,
  Status,
} from "./wire.ts";

/** What a saved reply is called and says. */
export interface ReplyForm {
  shortcut: string;
  title: string;
  text: string;
}

const BASE = "/api/v1/workspace";

/** One question to the server. */
export const ask = client({
  base: BASE,
  language: () => language.peek(),
  words: { noConnection: () => t("problem.unreachable"), unexpected: () => t("problem.unknown") },
});

export function signIn(body: { email: string; password: string; project_id?: string }): Promise<SignedIn> {
  return ask("POST", "/session", { body, open: true });
}

export function sessions(): Promise<{ items: SessionHere[] }> {
  return ask("GET", "/sessions", { open: true });
}

/** Mails a link for each project in which the address is known; the answer does not tell whether there is one. */
export function askForPasswordLink(email: string): Promise<void> {
  return ask("POST", "/password-resets", { body: { email }, open: true });
}

/** Whose password a mailed link sets. The token goes in the body: an address would end up in logs. */
export function openPasswordLink(token: string): Promise<LinkFor> {
  return ask("POST", "/password-link", { body: { token }, open: true, repeatable: true });
}

export function setPassword(token: string, password: string): Promise<SignedInAs> {
  return ask("POST", "/password", { body: { token, password }, open: true });
}

/** Who is invited to what by a mailed link. */
export function lookAtInvitation(token: string): Promise<InvitationFor> {
  return ask("POST", "/invitation", { body: { token }, open: true, repeatable: true });
}

export function joinTeam(body: { token: string; name: string; password: string }): Promise<Joined> {
  return ask("POST", "/join", { body, open: true });
}

/** Words to look for, and what narrows them. */
export type SearchedFor = ReturnType<typeof askedFor> & { search: string; status: Status | null };
export type Searched = SearchedFor & { who?: "visitor" | "agent"; author_id?: string; after?: string };

const page = (after: string | null) => ({ query: { after, limit: 100 } });
const repeatable = true;

type Transfer = { agent_id?: string; group_id?: string; held_by: string | null; note?: string };

export type Asking = ReturnType<typeof asking>;

export function asking(project: string) {
  const at = `/${encodeURIComponent(project)}`;
  const one = (id: string) => `${at}/conversations/${encodeURIComponent(id)}`;
  const visitor = (id: string) => `${at}/visitors/${encodeURIComponent(id)}`;
  const tag = (id: string) => `${at}/tags/${encodeURIComponent(id)}`;
  const said = (id: string, message: string) => `${one(id)}/messages/${encodeURIComponent(message)}`;
  const reply = (id: string) => `${at}/replies/${encodeURIComponent(id)}`;
  return {
    me: () => ask<Me>("GET", `${at}/me`, { open: true }),
    changeMe: (body: { language?: string; availability?: Availability }) =>
      ask<Agent>("PATCH", `${at}/me`, { body, repeatable }),
    ...aboutNotifications(at),
    visitorsHere: () => ask<VisitorsHere>("GET", `${at}/visitors`),
    writeFirst: (id: string, body: { client_id: string; text: string }) =>
      ask<Ack>("POST", `${visitor(id)}/conversations`, { body, repeatable }),
    subscription: () => ask<Subscription>("GET", `${at}/subscription`, { open: true }),
    signOut: () => ask("DELETE", `${at}/session`, { repeatable }),
    page: (
      view: View,
      order: Order,
      after: string | null,
      { filters = UNFILTERED, limit = 50 }: { filters?: Filters; limit?: number } = {},
    ) =>
      ask<ConversationPage>("GET", `${at}/conversations`, {
        query: { view, order, after, limit, ...askedFor(filters) },
      }),
    ...lists(at),
    conversation: (id: string) => ask<OpenedConversation>("GET", one(id)),
    messages: (id: string, query: { before?: number; after?: number }) =>
      ask<Messages>("GET", `${one(id)}/messages`, { query: { ...query, limit: query.before ? 100 : 50 } }),
    editMessage: (id: string, message: string, body: { text: string; revision: number }) =>
      ask<Message>("PATCH", `${said(id, message)}`, { body, repeatable }),
    recallMessage: (id: string, message: string) =>
      ask<Message>("POST", `${said(id, message)}/recall`, { repeatable }),
    earlierTexts: (id: string, message: string) => ask<EarlierTexts>("GET", `${said(id, message)}/earlier`),
    sawMention: (id: string, pos: number) =>
      ask("POST", `${one(id)}/mention/seen`, { body: { pos }, repeatable }),
    changeConversation: (id: string, body: { title: string; title_was: string }) =>
      ask<Conversation>("PATCH", one(id), { body }),
    editVisitor: (id: string, body: VisitorForm) => ask<Visitor>("PATCH", visitor(id), { body }),
    visitorPast: (id: string) => ask<VisitorPast>("GET", `${visitor(id)}/past`),
    tagConversation: (id: string, body: { add?: string[]; remove?: string[] }) =>
      ask<Conversation>("POST", `${one(id)}/tags`, { body, repeatable }),
    createTag: (body: { name: string; colour?: TagColour }) =>
      ask<Tag>("POST", `${at}/tags`, { body, repeatable }),
    changeTag: (id: string, body: { name: string; colour: TagColour; name_was: string }) =>
      ask<Tag>("PATCH", tag(id), { body }),
    mergeTag: (id: string, merged_id: string) => ask("POST", `${tag(id)}/merge`, { body: { merged_id } }),
    deleteTag: (id: string) => ask("DELETE", tag(id)),
    replies: (after: string | null) => ask<Page<Reply>>("GET", `${at}/replies`, page(after)),
    reply: (id: string) => ask<Reply>("GET", reply(id)),
    saveReply: (body: { client_id: string; shared: boolean } & ReplyForm) =>
      ask<Reply>("POST", `${at}/replies`, { body, repeatable }),
    // With a version the same change again would be stale by itself.
    changeReply: (id: string, body: { version: number } & ReplyForm) =>
      ask<Reply>("PUT", reply(id), { body }),
    deleteReply: (id: string) => ask("DELETE", reply(id)),
    useReply: (id: string, at: number) => ask("POST", `${reply(id)}/use`, { body: { at }, repeatable }),
    claim: (id: string) => ask<Conversation>("POST", `${one(id)}/claim`, { repeatable }),
    close: (id: string) => ask<Conversation>("POST", `${one(id)}/close`, { repeatable }),
    transfer: (id: string, body: Transfer) =>
      ask<Conversation>("POST", `${one(id)}/transfer`, { body, repeatable }),
    wake: (id: string) => ask<Conversation>("POST", `${one(id)}/wake`, { repeatable }),
    block: (id: string, close: boolean) =>
      ask<Conversation>("POST", `${one(id)}/block`, { body: { close }, repeatable }),
    unblock: (id: string) => ask<Conversation>("POST", `${one(id)}/unblock`, { repeatable }),
    many: (body: {
      conversation_ids: readonly string[];
      deed: ManyWanted["deed"];
      agent_id?: string;
      group_id?: string;
      until?: number;
    }) =>
      // Twice would find nothing left to do, and nothing to take back.
      ask<ManyDone>("POST", `${at}/conversations/bulk`, { body }),
    undoMany: (items: readonly ManyUndo[]) =>
      ask<ManyDone>("POST", `${at}/conversations/bulk/undo`, { body: { items } }),
    reopen: (id: string) => ask<Conversation>("POST", `${one(id)}/reopen`, { repeatable }),
    ...askingTeam(at),
    changeGeneral: (body: GeneralChange) => ask("PATCH", `${at}/settings/general`, { body }),
    routing: () => ask<RoutingShown>("GET", `${at}/settings/routing`),
    // With a version the same change again would be stale by itself.
    changeRouting: (body: RoutingForm) => ask<RoutingShown>("PUT", `${at}/settings/routing`, { body }),
    hours: () => ask<HoursShown>("GET", `${at}/settings/hours`),
    changeHours: (body: HoursForm) => ask<HoursShown>("PUT", `${at}/settings/hours`, { body }),
  };
}

/** What concerns the team itself. */
function askingTeam(at: string) {
  const agent = (id: string) => `${at}/team/agents/${encodeURIComponent(id)}`;
  const group = (id: string) => `${at}/team/groups/${encodeURIComponent(id)}`;
  const invitation = (id: string) => `${at}/team/invitations/${encodeURIComponent(id)}`;
  return {
    team: () => ask<Team>("GET", `${at}/team`),
    members: (after: string | null) => ask<Page<Member>>("GET", `${at}/team/agents`, page(after)),
    invitations: (after: string | null) =>
      ask<Page<Invitation>>("GET", `${at}/team/invitations`, page(after)),
    invite: (body: { client_id: string; emails: readonly string[]; role: Role }) =>
      ask<{ items: Invited[] }>("POST", `${at}/team/invitations`, { body, repeatable }),
    resendInvitation: (id: string, client_id: string) =>
      ask<Invitation>("POST", `${invitation(id)}/resend`, { body: { client_id }, repeatable }),
    invitationLink: (id: string) =>
      ask<{ invitation: Invitation; link: string }>("POST", `${invitation(id)}/link`, { repeatable }),
    withdrawInvitation: (id: string) => ask("DELETE", invitation(id), { repeatable }),
    makeGroup: (body: { client_id: string; name: string; agent_ids: readonly string[] }) =>
      ask<Group>("POST", `${at}/team/groups`, { body, repeatable }),
    changeGroup: (id: string, body: { name: string; agent_ids: readonly string[]; version: number }) =>
      ask<Group>("PATCH", group(id), { body }),
    removeGroup: (id: string) => ask("DELETE", group(id), { repeatable }),
    changeAgent: (id: string, body: { role: Role; conversation_limit: number; version: number }) =>
      // With a version the same change again would be stale by itself.
      ask<Member>("PATCH", agent(id), { body }),
    disableAgent: (id: string) => ask<Member>("POST", `${agent(id)}/disable`, { repeatable }),
    enableAgent: (id: string) => ask<Member>("POST", `${agent(id)}/enable`, { repeatable }),
    changeGeneral: (body: GeneralChange) => ask("PATCH", `${at}/settings/general`, { body }),
    routing: () => ask<RoutingShown>("GET", `${at}/settings/routing`),
    // With a version the same change again would be stale by itself.
    changeRouting: (body: RoutingForm) => ask<RoutingShown>("PUT", `${at}/settings/routing`, { body }),
    hours: () => ask<HoursShown>("GET", `${at}/settings/hours`),
    changeHours: (body: HoursForm) => ask<HoursShown>("PUT", `${at}/settings/hours`, { body }),
    report: (query: { first: string; last: string }) =>
      ask<Report>("GET", `${at}/reports/figures`, { query }),
    counted: (query: Record<string, string | number | null>) =>
      ask<CountedPage>("GET", `${at}/reports/conversations`, { query }),
    /** Where the same is a file. */
    exportPath: (query: Record<string, string | number>) => address(`${BASE}${at}/reports/export`, query),
    removeAgent: (id: string) => ask("DELETE", agent(id), { repeatable }),
  };
}

/** Looking for conversations, and keeping the lists that one comes back to. */
function lists(at: string) {
  const repeatable = true;
  return {
    searchMessages: (query: Searched) => ask<FoundMessages>("GET", `${at}/search/messages`, { query }),
    searchConversations: (query: SearchedFor) =>
      ask<FoundConversations>("GET", `${at}/search/conversations`, { query }),
    views: () => ask<{ items: SavedView[] }>("GET", `${at}/views`),
    saveView: (body: { client_id: string; name: string; shared: boolean; filters: SavedFilters }) =>
      ask<SavedView>("POST", `${at}/views`, { body, repeatable }),
    changeView: (id: string, body: { name: string; name_was: string }) =>
      ask<SavedView>("PATCH", `${at}/views/${encodeURIComponent(id)}`, { body }),
    orderViews: (body: { shared: boolean; view_ids: readonly string[] }) =>
      ask("PUT", `${at}/views/order`, { body, repeatable }),
    deleteView: (id: string) => ask("DELETE", `${at}/views/${encodeURIComponent(id)}`),
  };
}

/** Of what one hears, and where. */
function aboutNotifications(at: string) {
  const repeatable = true;
  return {
    notificationChoices: () => ask<NotificationChoices>("GET", `${at}/notifications/choices`),
    chooseNotifications: (body: NotificationChoices) =>
      ask<NotificationChoices>("PUT", `${at}/notifications/choices`, { body, repeatable }),
    pushDevices: () => ask<PushDevices>("GET", `${at}/notifications/devices`),
    addPushDevice: (body: { endpoint: string; p256dh: string; auth: string }) =>
      ask<PushDevices>("POST", `${at}/notifications/devices`, { body, repeatable }),
    removePushDevice: (id: string) => ask("DELETE", `${at}/notifications/devices/${encodeURIComponent(id)}`),
  };
}
