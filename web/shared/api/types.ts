/* What travels, by hand until every shape here comes out of the server's own description (schema.ts). */

/** Whole milliseconds since 1970, UTC. */
export type Moment = number;
export type Id = string;

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

// ---- Console

export interface Welcome {
  sign_up: "open" | "first" | "closed";
  sign_up_allowed: boolean;
  workspace_url: string;
  languages: string[];
}

export interface Account {
  id: Id;
  email: string;
  name: string;
  language: string;
  time_zone: string;
  operator: boolean;
  created_at: Moment;
}

export type SubscriptionState = "trialing" | "active" | "grace" | "expired" | "free";

export interface Seats {
  bought: number;
  used: number;
  pending: number;
  remaining: number;
}

export interface Subscription {
  plan: string;
  state: SubscriptionState;
  valid_from: Moment;
  valid_until: Moment | null;
  grace_until?: Moment | null;
  seats: Seats;
  server_time: Moment;
}

export interface ProjectSummary {
  id: Id;
  name: string;
  site_key: string;
  created_at: Moment;
  state: SubscriptionState;
  valid_until: Moment | null;
}

export interface Administrator {
  id: Id;
  email: string;
  name: string;
  has_password: boolean;
  password_changed_at: Moment | null;
  last_sign_in_at: Moment | null;
  disabled_at: Moment | null;
  created_at: Moment;
}

export interface Checklist {
  password_set: boolean;
  workspace_entered: boolean;
  first_message: boolean;
  first_answer: boolean;
  widget_seen: { page: string; at: Moment } | null;
}

export interface Project {
  id: Id;
  name: string;
  site_key: string;
  default_language: string;
  time_zone: string;
  created_at: Moment;
  workspace_url: string;
  preview_url: string;
  snippet: string;
  subscription: Subscription;
  administrators: Administrator[];
  checklist: Checklist;
}

// ---- Workspace

export type Availability = "online" | "away" | "offline";
export type Role = "administrator" | "agent";
export type Status = "queuing" | "awaiting_reply" | "replied" | "pending" | "closed";
export type View = "my" | "queuing" | "awaiting_reply" | "replied" | "pending" | "open" | "closed" | "all";

export interface Agent {
  id: Id;
  email: string;
  name: string;
  role: Role;
  language: string;
  availability: Availability;
  conversation_limit: number;
  created_at: Moment;
}

export interface AgentCard {
  id: Id;
  name: string;
  availability: Availability;
  online: boolean;
  load: number;
  conversation_limit: number;
}

export interface Named {
  id: Id;
  name: string;
}

export interface SignedIn {
  signed_in: { project: Named; agent: Agent } | null;
  choose: { project_id: Id; name: string }[];
}

export interface SessionHere {
  project: Named;
  agent: Named;
}

export interface StatusCount {
  status: Status;
  assignee_id: Id | null;
  n: number;
}

export interface Limits {
  max_text_bytes: number;
  [name: string]: number;
}

export interface Me {
  agent: Agent;
  project: Named & { site_key: string; default_language: string; time_zone: string };
  limits: Limits;
  agents: AgentCard[];
  counts: StatusCount[];
  epoch: string;
  pos: number;
}

export interface Author {
  kind: "visitor" | "agent" | "system";
  id: Id | null;
  name: string;
}

export interface LastMessage {
  seq: number;
  author: Author;
  text: string;
  ts: Moment;
}

export interface Conversation {
  id: Id;
  visitor: Named & { online: boolean };
  status: Status;
  assignee_id: Id | null;
  created_at: Moment;
  received_at: Moment | null;
  closed_at: Moment | null;
  waiting_since: Moment | null;
  last_seq: number;
  message_count: number;
  last_message: LastMessage | null;
  team_delivered: number;
  team_read: number;
  visitor_delivered: number;
  visitor_read: number;
  unread: number;
}

export interface Conversations extends Page<Conversation> {
  epoch: string;
  pos: number;
}

export interface Visitor {
  id: Id;
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  time_zone: string | null;
  page_url: string | null;
  page_title: string | null;
  referrer: string | null;
  browser: string;
  os: string;
  device: string;
  ip: string;
  user_agent: string;
  created_at: Moment;
  last_seen_at: Moment;
  online: boolean;
}

export interface OpenedConversation {
  conversation: Conversation;
  visitor: Visitor;
  assigned_why: { reason: string; by: Author; at: Moment } | null;
  epoch: string;
  pos: number;
}

export interface SystemLine {
  what: "assigned" | "closed" | "reopened" | "started";
  agent?: Named;
  reason?: string;
}

export interface Message {
  id: Id;
  conversation_id: Id;
  seq: number;
  pos: number;
  ts: Moment;
  author: Author;
  kind: "text" | "system";
  text: string;
  client_id: string | null;
  system?: SystemLine;
}

export interface Messages {
  items: Message[];
  head: number;
  has_more: boolean;
}

export interface Ack {
  client_id: string;
  conversation_id: Id;
  id: Id;
  seq: number;
  pos: number;
  ts: Moment;
  duplicate: boolean;
}

// ---- Visitor

export interface WidgetWelcome {
  project: { name: string; default_language: string };
  online: boolean;
  agents: { name: string }[];
  limits: Limits;
}

export interface NewVisitor {
  token: string;
  visitor: { id: Id };
}

export interface VisitorConversation
  extends Omit<Conversation, "visitor" | "assignee_id" | "received_at" | "waiting_since"> {
  assignee: Named | null;
}

export interface VisitorMe {
  visitor: { id: Id; name: string; email: string | null };
  project: { name: string; default_language: string };
  conversations: VisitorConversation[];
  epoch: string;
  pos: number;
}
