import { effect } from "@preact/signals";
import { expect, test } from "vitest";
import { applyAll, openDesk } from "./apply.ts";
import { learn } from "./learning.ts";
import { ME, Rehearsal } from "./rehearsal.ts";
import { openStore } from "./store.ts";

function opened(server: Rehearsal) {
  const store = openStore(server.me());
  store.take(learn(store.desk(), server.page("all", "newest", 50), server.pos));
  store.list({ view: "all", order: "newest", bound: null });
  const follow = () => store.take(applyAll(store.desk(), server.since(store.desk().pos)));
  return { store, follow };
}

function three(): Rehearsal {
  const server = new Rehearsal();
  for (const id of ["c1", "c2", "c3"]) {
    server.start(id);
    server.write(id, "visitor");
  }
  return server;
}

test("a message draws its own row again and no other", () => {
  const server = three();
  const { store, follow } = opened(server);
  const drawn: string[] = [];
  for (const id of ["c1", "c2", "c3"]) {
    effect(() => {
      drawn.push(`${id}: ${store.row(id).value?.conversation.unread}`);
    });
  }
  drawn.length = 0;
  server.write("c2", "visitor");
  follow();
  expect(drawn).toEqual(["c2: 2"]);
  expect(store.listing.value.ids).toEqual(["c2", "c3", "c1"]);
});

test("a list whose order stays is not drawn again", () => {
  const server = three();
  const { store, follow } = opened(server);
  const before = store.listing.value;
  server.write("c3", "visitor");
  server.seen("c1", 1);
  follow();
  expect(store.listing.value).toBe(before);
});

test("the unread number counts the agent's own conversations, whichever view is open", () => {
  const server = three();
  const { store, follow } = opened(server);
  store.list({ view: "closed", order: "newest", bound: null });
  expect(store.unread.value).toBe(0);
  server.assign("c1", ME);
  server.write("c1", "visitor");
  server.assign("c2", "agent-other");
  follow();
  expect(store.unread.value).toBe(2);
  server.seen("c1", 3);
  follow();
  expect(store.unread.value).toBe(0);
});

test("starting over replaces everything in one step", () => {
  const server = three();
  const { store } = opened(server);
  const lengths: number[] = [];
  effect(() => {
    lengths.push(store.listing.value.ids.filter((id) => store.row(id).value).length);
  });
  server.start("c4");
  server.close("c1");
  const fresh = learn(openDesk(server.me()), server.page("all", "newest", 50), server.pos).desk;
  store.restart(fresh, { view: "all", order: "newest", ids: [], bound: null });
  expect(lengths).toEqual([3, 4]);
  expect(store.row("c1").value?.conversation.status).toBe("closed");
});
