import { expect, test } from "vitest";
import { apply, applyAll, type Desk, openDesk, setPresence } from "./apply.ts";
import { learn } from "./learning.ts";
import { derive, type Listing, relist } from "./lists.ts";
import { ME, Rehearsal } from "./rehearsal.ts";
import { countIn, ORDERS, rank, UNFILTERED, VIEWS } from "./views.ts";
import type { Conversation, Fact } from "./wire.ts";

function conversation(desk: Desk, id: string): Conversation {
  const known = desk.known.get(id);
  if (!known) throw new Error(`${id} is not known`);
  return known.conversation;
}

function counts(desk: Desk): number[] {
  return VIEWS.map((view) => countIn(view, desk.counts, ME));
}

function followed(server: Rehearsal, from: Desk): Desk {
  return server.since(from.pos).reduce(apply, from);
}

test("a conversation that starts stands in the queue and is counted there", () => {
  const server = new Rehearsal();
  const desk = openDesk(server.me());
  server.start("c1", "Lin");
  server.write("c1", "visitor");
  const after = followed(server, desk);
  expect(conversation(after, "c1")).toEqual(server.one("c1"));
  expect(conversation(after, "c1").unread).toBe(1);
  expect(counts(after)).toEqual([0, 1, 0, 0, 0, 1, 0]);
});

test("claim, answer and close move it through the views", () => {
  const server = new Rehearsal();
  let desk = openDesk(server.me());
  server.start("c1");
  server.write("c1", "visitor");
  server.assign("c1", ME);
  desk = followed(server, desk);
  expect(counts(desk)).toEqual([1, 0, 1, 0, 0, 1, 0]);
  expect(desk.known.get("c1")?.why?.reason).toBe("rounds");
  server.write("c1", "me");
  desk = followed(server, desk);
  expect(counts(desk)).toEqual([1, 0, 0, 1, 0, 1, 0]);
  expect(conversation(desk, "c1").unread).toBe(0);
  server.close("c1");
  expect(counts(followed(server, desk))).toEqual([0, 0, 0, 0, 0, 1, 1]);
});

test("a fact that comes twice or late changes nothing", () => {
  const server = new Rehearsal();
  const desk = openDesk(server.me());
  server.start("c1");
  server.write("c1", "visitor");
  const once = followed(server, desk);
  expect(server.facts.reduce(apply, once)).toEqual(once);
  expect(applyAll(once, server.facts).touched.size).toBe(0);
});

test("folding leaves the old state as it was", () => {
  const server = new Rehearsal();
  const desk = openDesk(server.me());
  server.start("c1");
  followed(server, desk);
  expect(desk.known.size).toBe(0);
  expect(desk.counts.size).toBe(0);
});

test("a list that is older than the cursor is brought up to it", () => {
  const server = new Rehearsal();
  server.start("c1");
  const desk = openDesk(server.me());
  const page = server.page("all", "newest", 50);
  const at = server.pos;
  server.write("c1", "visitor");
  server.write("c1", "visitor");
  const outcome = applyAll(desk, server.since(desk.pos));
  expect([...outcome.wanted]).toEqual(["c1"]);
  const after = learn(outcome.desk, page, at).desk;
  expect(conversation(after, "c1")).toEqual(server.one("c1"));
});

test("a list that is newer than the cursor is not folded a second time", () => {
  const server = new Rehearsal();
  server.start("c1");
  const desk = openDesk(server.me());
  server.write("c1", "visitor");
  const ahead = learn(desk, server.page("all", "newest", 50), server.pos).desk;
  const after = followed(server, ahead);
  expect(conversation(after, "c1").unread).toBe(1);
  expect(counts(after)).toEqual([0, 1, 0, 0, 0, 1, 0]);
});

test("a snapshot from before what is remembered is refused and asked for again", () => {
  const server = new Rehearsal();
  server.start("c1");
  const desk = openDesk(server.me());
  const [page, at] = [server.page("all", "newest", 50), server.pos];
  for (let n = 0; n < 1100; n++) server.write("c1", "visitor");
  const outcome = learn(followed(server, desk), page, at);
  expect(outcome.desk.known.has("c1")).toBe(false);
  expect([...outcome.wanted]).toEqual(["c1"]);
});

test("reading in another tab clears the unread number as far as was read", () => {
  const server = new Rehearsal();
  server.start("c1");
  for (let n = 0; n < 3; n++) server.write("c1", "visitor");
  let desk = learn(openDesk(server.me()), server.page("all", "newest", 50), server.pos).desk;
  expect(conversation(desk, "c1").unread).toBe(3);
  server.seen("c1", 2);
  desk = followed(server, desk);
  expect(conversation(desk, "c1").unread).toBe(1);
  server.write("c1", "visitor");
  server.seen("c1", 4);
  expect(conversation(followed(server, desk), "c1").unread).toBe(0);
});

test("a note that names me marks its conversation until I have seen it, and is nothing unread", () => {
  const server = new Rehearsal();
  server.start("c1");
  let desk = learn(openDesk(server.me()), server.page("all", "newest", 50), server.pos).desk;
  server.note("c1", true);
  server.note("c1", false);
  desk = followed(server, desk);
  const { mentioned, unread } = conversation(desk, "c1");
  expect([mentioned, unread]).toEqual([server.pos - 1, 0]);
  server.sawMention("c1");
  expect(conversation(followed(server, desk), "c1").mentioned).toBeNull();
});

test("grey lines are not unread", () => {
  const server = new Rehearsal();
  server.start("c1");
  const desk = openDesk(server.me());
  server.assign("c1", ME);
  expect(conversation(learn(followed(server, desk), [server.one("c1")], server.pos).desk, "c1").unread).toBe(
    0,
  );
});

test("names and presence reach every row of that visitor", () => {
  const server = new Rehearsal();
  server.start("c1");
  let desk = learn(openDesk(server.me()), server.page("all", "newest", 50), server.pos).desk;
  server.rename("c1", "Mei Lin");
  desk = followed(server, desk);
  const outcome = setPresence(desk, { kind: "visitor", id: "v-c1" }, false);
  expect(conversation(outcome.desk, "c1").visitor).toEqual({ id: "v-c1", name: "Mei Lin", online: false });
  expect([...outcome.touched]).toEqual(["c1"]);
});

/** Small and seeded, so that a failure names the run that shows it. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9;
    return (state >>> 0) % below;
  };
}

test.each([...Array(60).keys()])("old snapshot and facts equal a fresh snapshot (run %i)", (seed) => {
  const roll = dice(seed);
  const server = new Rehearsal();
  const act = () => {
    const ids = [...server.rows.keys()];
    const id = ids[roll(ids.length || 1)];
    const deed = roll(12);
    if (!id || deed < 2) server.start(`c${ids.length}`);
    else if (deed < 5) server.write(id, "visitor");
    else if (deed === 5) server.write(id, "other");
    else if (deed === 6) server.write(id, "me");
    else if (deed === 7 && roll(3) === 0) server.title(id, `title ${roll(9)}`);
    else if (deed === 7) server.assign(id, roll(2) ? ME : "agent-other");
    else if (deed === 8) server.close(id);
    else if (deed === 9) server.note(id, roll(2) === 0);
    else if (deed === 10 && roll(2)) server.sawMention(id);
    else if (deed === 10) server.tag(id, roll(2) ? ["tag", "other"] : ["once"]);
    else server.seen(id, roll(server.one(id).last_seq + 1));
  };
  for (let n = 0; n < 40; n++) act();

  const view = VIEWS[roll(VIEWS.length)] ?? "all";
  const order = ORDERS[roll(2)] ?? "newest";
  const limit = 3 + roll(10);
  const filters = [
    UNFILTERED,
    { ...UNFILTERED, tags: ["tag", "once"] },
    { ...UNFILTERED, agent: "agent-other", since: server.now - roll(20) },
    { ...UNFILTERED, until: server.now + roll(60) },
  ][roll(4)];
  let desk = openDesk(server.me());
  let listing: Listing = { view, order, filters, ids: [], bound: { at: Number.NEGATIVE_INFINITY, id: "" } };
  const wanted = new Set<string>();
  let asked: { page: Conversation[]; at: number } | null = null;
  let sent = desk.pos;

  const take = (facts: readonly Fact[]) => {
    const outcome = applyAll(desk, facts);
    desk = outcome.desk;
    for (const id of outcome.wanted) wanted.add(id);
    listing = relist(listing, desk.known, outcome.touched, ME);
  };
  for (let n = 0; n < 120; n++) {
    act();
    if (n === 20 + roll(20) || n === 45)
      asked ??= { page: server.page(view, order, limit, filters), at: server.pos };
    if (n === 60 && asked) {
      const last = asked.page.length === limit ? asked.page.at(-1) : undefined;
      desk = learn(desk, asked.page, asked.at).desk;
      listing = derive({ ...listing, bound: last ? rank(order, last) : null }, desk.known, ME);
    }
    if (roll(3) === 0) {
      take(server.since(Math.max(100, sent - roll(5))));
      sent = server.pos;
    }
  }
  take(server.since(sent));
  for (const id of wanted) {
    const outcome = learn(desk, [server.one(id)], server.pos);
    desk = outcome.desk;
    listing = relist(listing, desk.known, outcome.touched, ME);
  }

  for (const [id, known] of desk.known) expect(known.conversation, id).toEqual(server.one(id));
  expect(counts(desk)).toEqual(VIEWS.map((one) => server.page(one, order, 10_000).length));
  expect(listing).toEqual(derive(listing, desk.known, ME));
  const fresh = server.page(view, order, 10_000, filters).map((one) => one.id);
  expect(listing.ids).toEqual(fresh.slice(0, listing.ids.length));
  if (listing.bound === null) expect(listing.ids).toEqual(fresh);
});
