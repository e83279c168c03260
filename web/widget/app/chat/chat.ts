import { batch, computed, effect, signal } from "@preact/signals";
import { language } from "@shared/i18n/index.ts";
import { Backoff } from "@shared/live/backoff.ts";
import type { Besides } from "@shared/live/frames.ts";
import type { Live } from "@shared/live/live.ts";
import { type Echo, Outbox } from "@shared/live/outbox.ts";
import { call, Refusal } from "@shared/live/rest.ts";
import { type MessagePage, Thread } from "@shared/thread/index.ts";
import type { PageSeen } from "../../protocol.ts";
import { apply, type Conversations, read, snapshot, unreadIn } from "./apply.ts";
import {
  becomeSomebody,
  forgetIdentity,
  type Identity,
  knownIdentity,
  onIdentityChange,
} from "./identity.ts";
import type { Me, VisitorFact } from "./words.ts";

export type ChatEvents = (name: string, detail?: unknown) => void;

type Speaking = typeof import("./speaking.ts");

/** The live client comes after the first drawing: nobody needs it before they have something to say or to hear. */
export function loadSpeaking(): Promise<Speaking> {
  return import("./speaking.ts");
}

/**
 * The visitor's side of all conversations. Until the first message there is no visitor: nothing is asked of the server and
 * nothing is stored. The words of that first message wait in an outbox of nobody's until there is somebody to say them.
 */
export class Chat {
  readonly siteKey: string;
  readonly conversations = signal<Conversations>(new Map());
  /** `starting`: somebody is known, their conversations are on the way. */
  readonly state = signal<"nobody" | "starting" | "ready" | "refused">("nobody");
  readonly live = signal<Live<VisitorFact> | null>(null);
  readonly unread = computed(() => unreadIn(this.conversations.value));
  /** Every own word that is not yet a fact, whether or not there is somebody to say it. */
  readonly echoes = computed<readonly Echo[]>(
    () => this.live.value?.echoes.value ?? this.#nobodys.echoes.value,
  );
  page: PageSeen | undefined;
  readonly #nobodys: Outbox;
  readonly #threads = new Map<string, Thread>();
  readonly #emit: ChatEvents;
  readonly #backoff = new Backoff();
  #identity: Identity | undefined;
  #starting = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(siteKey: string, emit: ChatEvents) {
    this.siteKey = siteKey;
    this.#emit = emit;
    this.#nobodys = new Outbox(`nobody:${siteKey}`);
    onIdentityChange(siteKey, () => this.#identityChanged());
    addEventListener("online", () => void this.#start());
    if (knownIdentity(siteKey)) this.state.value = "starting";
    void this.#nobodys.adopt().then(() => this.#start());
    effect(() => {
      if (this.live.value?.stopped.value === "signed_out") queueMicrotask(() => this.#becomeNobody());
      if (this.live.value?.stopped.value === "forbidden") this.state.value = "refused";
    });
  }

  /** `conv: null`: the open conversation, or a new one. */
  send(conv: string | null, text: string, besides?: Besides): void {
    this.#emit("message:sent");
    const live = this.live.peek();
    if (live) live.send(conv, text, besides);
    else {
      this.#nobodys.add(conv, text, besides);
      void this.#start();
    }
  }

  retry(echo: Echo): void {
    this.live.peek()?.retry(echo.client_id);
  }

  discard(echo: Echo): void {
    this.live.peek()?.discard(echo.client_id);
  }

  read(id: string, seq: number): void {
    this.live.peek()?.read(id, seq);
    this.conversations.value = read(this.conversations.peek(), id, seq);
  }

  /** For parts that are fetched when somebody needs them; with a body something is done. */
  ask<Answer>(path: string, body?: object): Promise<Answer> {
    return call<Answer>(`/api/v1/visitor/${path}`, {
      ...(body && { method: "POST", body }),
      ...this.#asMe(),
    });
  }

  thread(id: string): Thread {
    const known = this.#threads.get(id);
    if (known) return known;
    const thread = this.#newThread(id);
    void thread.load();
    return thread;
  }

  #newThread(id: string): Thread {
    const thread = new Thread((query) => {
      const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, `${value}`]));
      return call<MessagePage>(`/api/v1/visitor/conversations/${id}/messages?${search}`, this.#asMe());
    });
    this.#threads.set(id, thread);
    return thread;
  }

  /** Where the visitor is now; told only of somebody who exists. */
  sawPage(page: PageSeen): void {
    const moved = page.url !== this.page?.url;
    this.page = page;
    if (moved && this.#identity) this.#tellPage();
  }

  /** The site says that somebody else sits here now. */
  logout(): void {
    this.live.peek()?.takeUnsent();
    this.#becomeNobody();
  }

  async #start(): Promise<void> {
    clearTimeout(this.#retry);
    const needed = knownIdentity(this.siteKey) || this.#nobodys.next();
    if (this.#starting || this.live.peek() || !needed) return;
    this.#starting = true;
    try {
      const identity = await becomeSomebody(this.siteKey, this.#about());
      this.#identity = identity;
      const [me, speaking] = await Promise.all([
        call<Me>("/api/v1/visitor/me", { token: identity.token }),
        loadSpeaking(),
      ]);
      this.#backoff.reset();
      this.#begin(identity, me, speaking);
    } catch (problem) {
      this.#failed(problem);
    } finally {
      this.#starting = false;
    }
  }

  #begin(identity: Identity, me: Me, { Live, visitorDoor }: Speaking): void {
    const live = new Live<VisitorFact>({
      door: visitorDoor(identity.id, identity.token),
      place: me,
      facts: (facts) => this.#apply(facts),
      refetch: async () => {
        const again = await call<Me>("/api/v1/visitor/me", { token: identity.token });
        this.conversations.value = snapshot(again.conversations);
        await Promise.all([...this.#threads.values()].map((thread) => thread.load()));
        return again;
      },
    });
    // First into the new outbox, then out of the old one: a crash between the two doubles what the server counts once.
    live.admit(this.#nobodys.echoes.peek());
    batch(() => {
      this.#nobodys.takeAll();
      this.conversations.value = snapshot(me.conversations);
      this.state.value = "ready";
      this.live.value = live;
    });
    if (this.page) this.#tellPage();
  }

  #failed(problem: unknown): void {
    const status = problem instanceof Refusal ? problem.status : 0;
    if (status === 401 && this.#identity) this.#becomeNobody();
    else if (status === 403 || status === 404) this.state.value = "refused";
    else {
      const after = (problem instanceof Refusal && problem.retryAfter) || this.#backoff.next();
      this.#retry = setTimeout(() => void this.#start(), after);
    }
  }

  /** The visitor is gone. What they had not got out yet is said by whoever comes next, here, now. */
  #becomeNobody(): void {
    const live = this.live.peek();
    if (this.#identity) forgetIdentity(this.siteKey, this.#identity.token);
    this.#identity = undefined;
    this.#nobodys.admit((live?.takeUnsent() ?? []).map((item) => ({ ...item, conv: null })));
    live?.close();
    this.#threads.clear();
    batch(() => {
      this.live.value = null;
      this.conversations.value = new Map();
      this.state.value = "nobody";
    });
    void this.#start();
  }

  #identityChanged(): void {
    const known = knownIdentity(this.siteKey);
    if (known?.token === this.#identity?.token) return;
    if (this.#identity) this.#becomeNobody();
    else void this.#start();
  }

  #apply(facts: readonly VisitorFact[]): void {
    let known = this.conversations.peek();
    const posted = new Map<string, VisitorFact["data"]["message"][]>();
    for (const fact of facts) {
      known = apply(known, fact);
      const { conv, type, data } = fact;
      // One that begins now has nothing to fetch, so its first words stay on the screen while their echo turns into them.
      if (conv && type === "conversation_started" && !this.#threads.has(conv)) this.#newThread(conv).begin();
      if (conv && data.message) posted.set(conv, [...(posted.get(conv) ?? []), data.message]);
      if (type === "conversation_started") this.#emit("conversation:started", { id: conv });
      else if (type === "conversation_closed") this.#emit("conversation:closed", { id: conv });
      else if (type === "message_posted" && data.message?.author.kind === "agent") {
        // Not the text: the page around us is not a party to the conversation.
        this.#emit("message:received", { conversation: conv });
      }
    }
    this.conversations.value = known;
    for (const [conv, messages] of posted)
      this.#threads.get(conv)?.post(messages.filter((one) => one !== undefined));
  }

  #asMe(): { token: string | undefined } {
    return { token: this.#identity?.token };
  }

  #tellPage(): void {
    // May fail: the next page tells more.
    call("/api/v1/visitor/me", { method: "PATCH", body: this.#about(), ...this.#asMe() }).catch(() => {});
  }

  #about(): Record<string, unknown> {
    return {
      ...(this.page && { page_url: this.page.url, page_title: this.page.title.slice(0, 200) }),
      ...(this.page?.referrer && !this.#identity && { referrer: this.page.referrer }),
      language: language.peek(),
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
  }
}
