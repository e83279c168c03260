/* What travels over HTTP, in the words of the screens. The shapes come from the server's own description (schema.ts). */
import type { components } from "./schema.ts";

type Said = components["schemas"];

/** Whole milliseconds since 1970, UTC. */
export type Moment = number;
export type Id = string;

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

// ---- Console

export type Welcome = Said["Welcome"];
export type Help = Said["Help"];
export type Account = Said["Account"];
export type Arrived = Said["Arrived"];
export type Security = Said["Security"];
export type SessionCard = Said["SessionCard"];
export type Project = Said["ProjectPage"];
export type ProjectSummary = Said["ProjectSummary"];
export type Administrator = Said["Administrator"];
export type Owners = Said["Owners"];
export type OwnerCard = Said["OwnerCard"];
export type OfferCard = Said["OfferCard"];
export type OfferMade = Said["OfferMade"];
export type OfferShown = Said["OfferShown"];
export type Checklist = Said["Checklist"];
export type Subscription = Said["SubscriptionModule"];
export type SubscriptionState = Subscription["state"];
export type Seats = Said["Seats"];
export type SubscriptionPage = Said["SubscriptionPage"];
export type Plan = Said["PlanCard"];
export type SeatHolder = Said["SeatHolder"];
export type Invitation = Said["InvitationCard"];
export type ChangePreview = Said["ChangePreview"];
export type SubscriptionHappening = Said["HistoryLine"];
export type Invoice = Said["Invoice"];

export type AuditEntry = Said["AuditEntry"];
export type AuditPerson = Said["Person"];
export type LetterLine = Said["LetterLine"];
export type LetterContent = Said["LetterContent"];
export type LetterState = LetterLine["state"];

// ---- Workspace

export type Agent = Said["AgentProfile"];
export type AgentCard = Said["AgentCard"];
export type Group = Said["GroupCard"];
export type Availability = AgentCard["availability"];
export type Role = Agent["role"];
export type Named = Said["Named"];
export type SignedIn = Said["SignInAnswer"];
export type SignedInAs = Said["SignedInAs"];
export type LinkFor = Said["LinkFor"];
export type SessionHere = Said["SessionHere"];
export type StatusCount = Said["Count"];
export type TeamState = Said["TeamState"];
export type VisitorForm = Said["VisitorForm"];
export type VisitorPast = Said["VisitorPast"];
export type EarlierTexts = Said["EarlierTexts"];
export type SavedView = Said["SavedView"];
export type SavedFilters = SavedView["filters"];
export type Piece = Said["Piece"];
export type Known = Said["Known"];
export type FoundMessage = Said["FoundMessage"];
export type FoundMessages = Said["FoundMessages"];
export type Tag = Said["Tag"];
export type TagColour = Tag["colour"];
export type Webhook = Said["WebhookCard"];
export type WebhookForm = Said["WebhookForm"];
export type WebhookEdit = Partial<Said["WebhookEdit"]>;
export type WebhookEvent = NonNullable<Webhook["events"]>[number];
export type WebhookWithSecret = Said["WithSecret"];
export type Delivery = Said["DeliveryLine"];
export type DeliveryState = Delivery["state"];
export type DeliveryContent = Said["DeliveryContent"];
export type Report = Said["Report"];
export type ReportPart = Said["PartNumbers"];
export type Counted = Said["Counted"];
export type CountedPage = Said["CountedPage"];
export type Reply = Said["Reply"];
export type Me = Said["Desk"];
export type Team = Said["Team"];
export type Member = Said["Member"];
export type Invited = Said["Invited"];
export type InvitationFor = Said["InvitationFor"];
export type Joined = Said["Joined"];
export type RoutingShown = Said["RoutingShown"];
export type RoutingMode = RoutingShown["routing"]["mode"];
export type Hours = Said["Hours"];
export type Span = Said["Span"];
export type SpecialDays = Said["SpecialDays"];
export type HoursShown = Said["HoursShown"];
export type HoursForm = Said["HoursForm"];
export type RoutingForm = Said["RoutingForm"];
export type PushDevices = Said["Devices"];
export type VisitorsHere = Said["VisitorsHere"];
export type NotificationChoices = Said["NotificationChoices"];
export type GeneralChange = Partial<Said["GeneralChange"]>;
/** An owner acts on a project, from the Console, and writes in no conversation. */
export type Author = Said["Author"] & { kind: Exclude<Said["Author"]["kind"], "owner"> };
export type LastMessage = Omit<Said["LastMessage"], "author" | "carries"> & {
  author: Author;
  carries?: FileKind | null;
};
export type FileKind = Said["Attachment"]["kind"];
/** The last message is stored as the JSON that it travels as, so the description cannot tell its shape. */
export type Conversation = Omit<Said["ConversationItem"], "last_message" | "assignee"> & {
  last_message: LastMessage | null;
  assignee?: Said["ConversationItem"]["assignee"];
};
export type Status = Conversation["status"];
export type ManyWanted = Said["ManyWanted"];
export type ManyDone = Said["ManyDone"];
export type ManyUndo = Said["Undo"];
export type View = "my" | "queuing" | "awaiting_reply" | "replied" | "pending" | "open" | "closed" | "all";
export type Conversations = Omit<Said["InboxPage"], "items"> & { items: Conversation[] };
export type Visitor = Said["VisitorCard"];
export type OpenedConversation = Omit<Said["ConversationDetails"], "conversation"> & {
  conversation: Conversation;
};
/** What stands at its default is not sent. */
export interface SystemLine {
  what: Said["SystemNote"]["what"];
  agent?: Named;
  reason?: string;
}
export type Message = Omit<
  Said["Message"],
  "author" | "client_id" | "system" | "mentions" | "attachments" | "revision" | "edited_at" | "recalled_at"
> & {
  author: Author;
  client_id?: string | null;
  system?: SystemLine;
  mentions?: Named[];
  attachments?: Attachment[];
  revision?: number;
  edited_at?: Moment | null;
  recalled_at?: Moment | null;
};
export type Attachment = Omit<Said["Attachment"], "width" | "height"> & {
  width?: number | null;
  height?: number | null;
};
export type Messages = Omit<Said["MessagePage"], "items"> & { items: Message[] };
export type Ack = Said["Ack"];
