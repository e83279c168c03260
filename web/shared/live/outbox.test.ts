import { beforeEach, expect, test, vi } from "vitest";
import { newClientId } from "./ids.ts";
import { Outbox, type Unsent } from "./outbox.ts";
import { Sender } from "./sender.ts";

const owner = "visitor:v";
const texts = (outbox: Outbox) => outbox.echoes.value.map((echo) => echo.text);
const place = (seq: number) => ({ conv: "c", seq, pos: seq, ts: seq });

beforeEach(() => localStorage.clear());

test("ids sort by when they were made, within a millisecond and when the clock goes back", () => {
  const ids = [...Array(5000)].map((_, at) => newClientId(at < 4500 ? 1000 : 990));
  expect(new Set(ids).size).toBe(5000);
  expect(ids).toEqual([...ids].sort());
  expect(ids[0]).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
});

test("words survive a reload, in order, and only until they are accepted", async () => {
  const before = new Outbox(owner);
  const first = before.add("c", "one");
  before.add("c", "two");
  before.accept(first.client_id, place(1));
  before.close();
  const after = new Outbox(owner);
  await after.adopt();
  after.add("c", "three");
  expect(texts(after)).toEqual(["two", "three"]);
  after.close();
});

test("a tab that lives keeps its words to itself; another owner never sees them", async () => {
  const one = new Outbox(owner);
  const two = new Outbox(owner);
  const stranger = new Outbox("visitor:other");
  one.add("c", "mine");
  await two.adopt();
  two.add("c", "theirs");
  await stranger.adopt();
  expect([texts(one), texts(two), texts(stranger)]).toEqual([["mine"], ["theirs"], []]);
  one.close();
  two.close();
  const heir = new Outbox(owner);
  await heir.adopt();
  await heir.adopt();
  expect(texts(heir)).toEqual(["mine", "theirs"]);
  expect(Object.keys(localStorage)).toHaveLength(1);
});

test("an accepted word is shown until its fact comes and is never sent again", () => {
  const outbox = new Outbox(owner);
  const item = outbox.add(null, "hello");
  outbox.accept(item.client_id, place(1));
  expect([texts(outbox), outbox.next()]).toEqual([["hello"], undefined]);
  outbox.remove(new Set([item.client_id]));
  expect(texts(outbox)).toEqual([]);
});

/** A server with all the vices of a network: loses, doubles, refuses for a while, and answers late. */
function unreliable(random: () => number) {
  const stored: Unsent[] = [];
  const accept = (item: Unsent) => {
    if (!stored.some((one) => one.client_id === item.client_id)) stored.push(item);
    return { client_id: item.client_id, conv: "c", id: "m", seq: stored.length, pos: stored.length, ts: 0 };
  };
  return { stored, accept, mood: () => Math.floor(random() * 5) };
}

test("every word arrives once and in order, whatever the network does", () => {
  vi.useFakeTimers();
  for (let seed = 1; seed <= 100; seed++) {
    let state = seed;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    const server = unreliable(random);
    const outbox = new Outbox(`visitor:${seed}`);
    let open = true;
    const sender: Sender = new Sender(outbox, (item) => {
      if (!open) return false;
      const mood = server.mood();
      if (mood === 0) return true; // lost on its way
      if (mood === 1) {
        setTimeout(
          () =>
            sender.refused({
              client_id: item.client_id,
              code: "rate_limited",
              message: "",
              retryable: true,
              retry_after_ms: 50,
            }),
          5,
        );
        return true;
      }
      const ack = server.accept(item);
      if (mood === 2) return true; // its answer was lost
      setTimeout(() => sender.acked(ack, 0), mood === 3 ? 12_000 : 5);
      if (mood === 4) setTimeout(() => sender.acked(ack, 0), 7);
      return true;
    });
    const said = [...Array(12)].map((_, at) => `word ${at}`);
    for (const word of said) {
      outbox.add("c", word);
      sender.run();
      open = random() > 0.2;
      vi.advanceTimersByTime(random() * 300);
      if (random() < 0.3) sender.again();
    }
    open = true;
    sender.again();
    vi.advanceTimersByTime(1_200_000);
    expect(
      server.stored.map((item) => item.text),
      `seed ${seed}`,
    ).toEqual(said);
    expect(outbox.next()).toBeUndefined();
    outbox.close();
  }
  vi.useRealTimers();
});

test("a refusal for good stops that one alone, until the person decides", () => {
  const outbox = new Outbox(owner);
  const sent: string[] = [];
  const sender = new Sender(outbox, (item) => sent.push(item.text) > 0);
  const long = outbox.add("c", "too long");
  outbox.add("c", "short");
  sender.run();
  sender.refused({ client_id: long.client_id, code: "too_long", message: "Too long", retryable: false });
  expect(sent).toEqual(["too long", "short"]);
  expect(outbox.echoes.value[0]?.failed?.message).toBe("Too long");
  outbox.retry(long.client_id);
  expect(texts(outbox)).toEqual(["short", "too long"]);
  sender.confirmed(new Set([outbox.next()?.client_id ?? ""]));
  expect(sent).toEqual(["too long", "short", "too long"]);
  sender.stop();
});
