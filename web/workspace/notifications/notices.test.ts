import { expect, test } from "vitest";
import { apply, openDesk } from "../desk/apply.ts";
import { ME, Rehearsal } from "../desk/rehearsal.ts";
import { hear, NONE, type Notices } from "./notices.ts";

/** An agent who hears everything that the server says. */
function listening() {
  const server = new Rehearsal();
  let desk = openDesk(server.me());
  let notices: Notices = NONE;
  /** What is news since one last asked. */
  const news = (): string[] => {
    const facts = server.since(desk.pos);
    desk = facts.reduce(apply, desk);
    const heard = hear(notices, desk, facts);
    notices = heard.notices;
    return heard.fresh.map((key) => `${notices.get(key)?.kind} ${notices.get(key)?.who}`);
  };
  return { server, news, held: () => [...notices.values()].map(({ kind, text }) => `${kind} ${text}`) };
}

test("somebody new in the queue is news once, and no longer when anybody has taken it", () => {
  const { server, news, held } = listening();
  server.start("c1", "Lin");
  server.write("c1", "visitor");
  expect(news()).toEqual(["queue Lin"]);
  expect(held()).toEqual(["queue words 1"]);
  server.write("c1", "visitor");
  expect(news()).toEqual([]);
  server.assign("c1", "agent-other");
  expect(news()).toEqual([]);
  expect(held()).toEqual([]);
});

test("what is assigned to me and what is written there is news until I have read or answered it", () => {
  const { server, news, held } = listening();
  server.start("c1", "Lin");
  server.write("c1", "visitor");
  server.assign("c1", ME);
  expect(news()).toEqual(["assigned Lin"]);
  server.seen("c1", 99);
  news();
  expect(held()).toEqual([]);
  server.write("c1", "visitor");
  expect(news()).toEqual(["message Lin"]);
  server.write("c1", "me");
  expect(news()).toEqual([]);
  expect(held()).toEqual([]);
});

test("what is read before anybody could be told is no news", () => {
  const { server, news } = listening();
  server.start("c1", "Lin");
  server.write("c1", "visitor");
  server.assign("c1", ME);
  server.seen("c1", 99);
  expect(news()).toEqual([]);
});
