import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { type Disk, openDisk, type Permit } from "./disk";
import { createTurn, type Turn } from "./turn";

interface Sent {
  path: string;
  kiosk: string | undefined;
  credentials: RequestCredentials | undefined;
  body: { batch: string; responses: Record<string, unknown>[] } | null;
}
let disk: Promise<Disk>;
let wall: number;
let sent: Sent[];
let offline: boolean;
let statuses: number[];
/** What answers a batch, where it is not the usual "taken". */
let answered: ((sent: Sent) => Response | null) | null;

const problem = (status: number, code: string) =>
  Response.json({ type: `urn:alongside:problem:${code}`, code, status }, { status, headers: { "Content-Type": "application/problem+json" } });
const asked = { team: "Blue team", place: "Here", set: "short", languages: ["en", "bn"], said_and_done: [] };

beforeEach(() => {
  disk = openDisk(new IDBFactory());
  wall = Date.parse("2026-11-22T10:00:00Z");
  sent = [];
  offline = false;
  statuses = [];
  answered = null;
});

async function fetch(input: string, init: RequestInit): Promise<Response> {
  if (offline) throw new TypeError("no coverage");
  const headers = init.headers as Record<string, string>;
  const body = typeof init.body === "string" ? JSON.parse(init.body) : null;
  const path = input.replace("/api/v1/feedback", "");
  sent.push({ path, kiosk: headers["X-Kiosk"], credentials: init.credentials, body });
  const status = path === "" ? (statuses.shift() ?? 200) : 200;
  if (path === "/kiosk") return Response.json(asked);
  if (path === "/kiosks/enrol")
    return body.code === "RIGHT" ? Response.json({ secret: "s".repeat(30) }, { status: 201 }) : Response.json({}, { status: 401 });
  const taken = (body?.responses ?? []).map((_: unknown, n: number) => ({ n, ending: "taken", reason: null }));
  return answered?.(sent.at(-1)!) ?? Response.json({ endings: taken }, { status });
}

async function open(handedOver: Permit | null = null): Promise<Turn> {
  const turn = createTurn({
    disk,
    fetch,
    wall: () => wall,
    chance: () => 0.5,
    handedOver: () => handedOver && { permit: handedOver, language: null },
    tapped: null,
    quiet: () => undefined,
  });
  await turn.start();
  return turn;
}

const device: Permit = { kind: "device", secret: "d".repeat(30), ask: null };
const visit = (token = "t".repeat(30)): Permit => ({ kind: "visit", token, used: false, ask: null });

async function answer(turn: Turn, code = "good"): Promise<void> {
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code });
  for (let i = 0; i < 6; i++) turn.act({ do: "skip" });
}

/** Up to the thanks: the first question answered, the others skipped. */
async function done(turn: Turn): Promise<void> {
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code: "good" });
  turn.act({ do: "next" });
  for (let i = 0; i < 5; i++) turn.act({ do: "skip" });
  expect(turn.state.model.screen).toBe("thanks");
  await turn.settled();
}

const batches = () => sent.filter((one) => one.path === "");
const kept = async () => (await (await disk).answers()).map((row) => row.answer);

test("a device that was never set up asks for its code, and a wrong one is told", async () => {
  const turn = await open();
  expect(turn.state.permit).toBeNull();
  expect(await turn.enrol("WRONG")).toBe("This code does not work.");
  expect(await turn.enrol("RIGHT")).toBeNull();
  expect(turn.state.permit).toMatchObject({ kind: "device", ask: { team: "Blue team" } });
  expect((await open()).state.permit).toMatchObject({ kind: "device" });
});

test("1 on the thanks screen the answers are on the disk, with the month and no time", async () => {
  const turn = await open(device);
  await done(turn);
  expect(turn.state.saved).toBe("saved");
  expect(await kept()).toEqual([
    {
      set: "short",
      version: 1,
      language: "en",
      who: "self",
      easy_read: false,
      mode: "kiosk",
      month: "2026-11",
      answers: { fft: "good" },
      words: {},
      may_quote: false,
    },
  ]); // prettier-ignore
});

test("1 who goes back has the answers in hand again, and at the second thanks there is one row", async () => {
  const turn = await open(visit());
  await done(turn);
  turn.act({ do: "back" });
  await turn.settled();
  expect(await kept()).toEqual([]);
  expect(turn.state.permit).toMatchObject({ used: false });
  turn.act({ do: "skip" });
  await turn.settled();
  expect(await kept()).toHaveLength(1);
  expect(turn.state.permit).toMatchObject({ used: true });
});

test("1 Back and on again in one breath leaves one row", async () => {
  const turn = await open(device);
  await done(turn);
  turn.act({ do: "back" });
  turn.act({ do: "skip" });
  turn.act({ do: "back" });
  turn.act({ do: "skip" });
  await turn.settled();
  expect(await kept()).toHaveLength(1);
});

test("2 nothing of a turn that the clock ended is left", async () => {
  const turn = await open(device);
  turn.act({ do: "skip" });
  turn.act({ do: "who", who: "self" });
  wall += 41_000;
  turn.beat();
  expect(turn.state.idle).toEqual({ is: "asked", seconds: 19 });
  turn.touch();
  wall += 19_000;
  turn.beat();
  expect(turn.state.model).toMatchObject({ screen: "language", who: null });
  expect(await kept()).toEqual([]);
});

test("2 who says that they need more time has all of it again", async () => {
  const turn = await open(device);
  turn.act({ do: "skip" });
  wall += 55_000;
  turn.beat();
  turn.more();
  wall += 39_000;
  turn.beat();
  expect([turn.state.idle.is, turn.state.model.screen]).toEqual(["here", "who"]);
});

test("who has finished while it asked is thanked, and what was answered is kept", async () => {
  const turn = await open(device);
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code: "poor" });
  wall += 45_000;
  turn.beat();
  turn.enough();
  await turn.settled();
  expect([turn.state.model.screen, turn.state.saved]).toEqual(["thanks", "saved"]);
});

test("3, d.4 four answers stay on the device; the fifth takes all along, shuffled, without a cookie", async () => {
  const turn = await open(device);
  for (let i = 0; i < 5; i++) {
    expect(batches()).toHaveLength(0);
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
    await turn.refresh();
  }
  expect(batches()).toHaveLength(1);
  expect(batches()[0]).toMatchObject({ kiosk: device.kind === "device" ? device.secret : "", credentials: "omit" });
  expect(batches()[0]!.body!.responses).toHaveLength(5);
  expect(await kept()).toEqual([]);
});

test("3 the answers on the screen do not leave, for they may be taken back", async () => {
  const turn = await open(device);
  for (let i = 0; i < 4; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await done(turn);
  await turn.refresh();
  expect(batches()).toHaveLength(0);
  expect(await kept()).toHaveLength(5);
});

test("d.4 after a week they leave, few as they are", async () => {
  const turn = await open(device);
  await done(turn);
  turn.act({ do: "finish" });
  await turn.settled();
  wall += 7 * 86_400_000;
  await turn.refresh();
  expect(batches()[0]!.body!.responses).toHaveLength(1);
});

test("a batch that broke off is sent again under its own id, with the same answers in it", async () => {
  statuses = [503];
  const turn = await open(device);
  for (let i = 0; i < 6; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
    if (i === 4) await turn.refresh();
  }
  offline = false;
  await turn.refresh();
  const [first, second] = batches();
  expect(second!.body).toEqual(first!.body);
  expect(await kept()).toHaveLength(1);
});

test("without coverage everything is kept, and leaves when there is some", async () => {
  const turn = await open(device);
  offline = true;
  for (let i = 0; i < 5; i++) {
    await done(turn);
    expect(turn.state.saved).toBe("saved");
    turn.act({ do: "finish" });
    await turn.settled();
  }
  expect(await kept()).toHaveLength(5);
  offline = false;
  await turn.refresh();
  expect(await kept()).toEqual([]);
});

test("4 a token takes one answer, and the tablet goes back; opened again it is still over", async () => {
  const turn = await open(visit());
  await done(turn);
  turn.act({ do: "finish" });
  await turn.settled();
  expect(turn.state.model.screen).toBe("over");
  expect((await kept())[0]).toMatchObject({ token: "t".repeat(30) });
  expect((await kept())[0]).not.toHaveProperty("month");
  expect((await open()).state.model.screen).toBe("over");
});

test("4 a hand-over that the browser tells twice does not make its token good again", async () => {
  const turn = await open(visit());
  await done(turn);
  turn.act({ do: "finish" });
  await turn.settled();
  const again = await open(visit());
  expect(again.state.model.screen).toBe("over");
  expect(again.state.permit).toMatchObject({ used: true });
  expect(await (await disk).permit()).toMatchObject({ used: true });
});

test("4 a page that begins to watch after the disk was read is told that it is over", async () => {
  const turn = await open(visit());
  await done(turn);
  turn.act({ do: "finish" });
  await turn.settled();
  const screens: string[] = [];
  (await open()).watch((state) => screens.push(state.model.screen));
  expect(screens).toEqual(["over"]);
});

test("4 the next hand-over has a token of its own", async () => {
  const first = await open(visit());
  await done(first);
  first.act({ do: "finish" });
  await first.settled();
  const second = await open(visit("u".repeat(30)));
  expect(second.state.model.screen).toBe("language");
  await done(second);
  expect((await kept()).map((one) => one.token).sort()).toEqual(["t".repeat(30), "u".repeat(30)]);
});

test("who answered nothing leaves nothing, and the token stays good", async () => {
  const turn = await open(visit());
  await answer(turn);
  for (let i = 0; i < 3; i++) turn.act({ do: "back" });
  const nothing = await open(visit());
  for (let i = 0; i < 8; i++) nothing.act({ do: "skip" });
  await nothing.settled();
  expect([nothing.state.saved, nothing.state.permit]).toEqual(["nothing", expect.objectContaining({ used: false })]);
});

test("what lies on the disk is sealed: neither words nor codes can be read in it", async () => {
  const factory = new IDBFactory();
  const own = await openDisk(factory);
  const row = { set: "short", version: 1, language: "en", who: "self", easy_read: false, mode: "kiosk", answers: {}, may_quote: false } as const;
  await own.keep({ ...row, words: { "fft-why": "geraniums" } }, "2026-11-22");
  const db = await new Promise<IDBDatabase>((yes) => {
    const asked = factory.open("kiosk");
    asked.onsuccess = () => yes(asked.result);
  });
  const rows = await new Promise<{ key: string; sealed: ArrayBuffer }[]>((yes) => {
    const asked = db.transaction("answers").objectStore("answers").getAll();
    asked.onsuccess = () => yes(asked.result);
  });
  expect(Object.keys(rows[0]!).sort()).toEqual(["iv", "key", "sealed"]);
  expect(new TextDecoder("latin1").decode(rows[0]!.sealed)).not.toMatch(/geraniums|short/);
  expect(rows[0]!.key, "a random key, which holds no time").toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test("who is quicker than the disk is not told that nothing is kept", async () => {
  let ready: () => void = () => undefined;
  let opening: () => void = () => undefined;
  const isOpening = new Promise<void>((yes) => {
    opening = yes;
  });
  const slow = disk.then(async (one) => {
    await one.putPermit(device);
    await new Promise<void>((yes) => {
      ready = yes;
      opening();
    });
    return one;
  });
  const turn = createTurn({ disk: slow, fetch, wall: () => wall, chance: () => 0.5, handedOver: () => null, tapped: null, quiet: () => undefined });
  void turn.start();
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code: "good" });
  for (let i = 0; i < 6; i++) turn.act({ do: i === 0 ? "next" : "skip" });
  await isOpening;
  expect(turn.state.model.screen).toBe("thanks");
  ready();
  await turn.settled();
  expect([turn.state.saved, (await kept()).length]).toEqual(["saved", 1]);
});

test("4 that the token was used is not undone by what is asked, told at the same moment", async () => {
  const turn = await open(visit());
  const looking = turn.refresh();
  await done(turn);
  await looking;
  await turn.settled();
  expect(await (await disk).permit()).toMatchObject({ used: true, ask: { team: "Blue team" } });
});

const week = 7 * 86_400_000;
/** As the server does: unknown tokens are strangers, and refused one by one in a batch that another carries. */
const knows =
  (...known: string[]) =>
  ({ kiosk, body }: Sent) => {
    if (!known.includes(kiosk ?? "")) return problem(401, "kiosk");
    const endings = body!.responses.map((one, n) =>
      known.includes(`${one.token}`) ? { n, ending: "taken", reason: null } : { n, ending: "refused", reason: "token" },
    );
    return Response.json({ endings });
  };
async function handOvers(...tokens: string[]): Promise<Turn> {
  let turn = await open();
  for (const token of tokens) {
    turn = await open(visit(token));
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
    await turn.refresh();
  }
  return turn;
}

test("a token that the server does not know holds up nobody else's answer, and its own is kept and told", async () => {
  offline = true;
  const turn = await handOvers("a".repeat(30), "b".repeat(30), "c".repeat(30));
  await turn.refresh();
  offline = false;
  answered = knows("b".repeat(30), "c".repeat(30));
  wall += week;
  await turn.refresh();
  expect((await kept()).map((one) => one.token)).toEqual(["a".repeat(30)]);
  expect(turn.state.aside).toBe(1);
  expect(await (await disk).batch()).toBeUndefined();
  const next = await handOvers("d".repeat(30));
  answered = knows("d".repeat(30));
  wall += week;
  await next.refresh();
  expect((await kept()).map((one) => one.token)).toEqual(["a".repeat(30)]);
});

test("a server that knows none of them any more lets later ones leave, and takes the kept ones when it knows them again", async () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"].map((one) => one.repeat(30));
  const given = { set: "short", version: 1, language: "en", who: "self", easy_read: false, mode: "kiosk", may_quote: false } as const;
  for (const token of names) await (await disk).keep({ ...given, answers: { fft: "good" }, words: {}, token }, "2026-11-22");
  answered = knows();
  const turn = await open(visit(names[0]));
  expect(await (await disk).batch(), "no more than some strangers at once: the rest next time").toBeDefined();
  await turn.refresh();
  expect([batches().length, turn.state.aside, await (await disk).batch()]).toEqual([7, 7, undefined]);
  expect(await kept()).toHaveLength(7);
  answered = knows(...names, "h".repeat(30));
  const last = await handOvers("h".repeat(30));
  wall += week;
  await last.refresh();
  expect([await kept(), last.state.aside]).toEqual([[], 0]);
});

test.each([401, 404, 405, 409, 413, 422, 200])("somebody else's %i ends nothing: a proxy, a portal", async (status) => {
  const turn = await open(device);
  answered = () => Response.json({ detail: "Log in to the guest network" }, { status });
  for (let i = 0; i < 5; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await turn.refresh();
  expect(batches().length).toBeGreaterThan(0);
  expect([await kept(), turn.state.aside]).toEqual([expect.objectContaining({ length: 5 }), 0]);
  answered = null;
  await turn.refresh();
  expect(await kept()).toEqual([]);
  expect(new Set(batches().map((one) => one.body!.batch)).size).toBe(1);
});

test("what our server cannot read is halved until one is left, which is set aside: the others are on their way", async () => {
  const turn = await open(device);
  offline = true;
  for (let i = 0; i < 5; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await turn.refresh();
  offline = false;
  answered = () => problem(422, "invalid");
  for (let i = 0; i < 4; i++) await turn.refresh();
  expect([turn.state.aside, (await kept()).length]).toEqual([1, 5]);
  answered = null;
  wall += week;
  await turn.refresh();
  expect(await kept()).toEqual([]);
});

test("a device's answers never use up a hand-over's token", async () => {
  const turn = await open(device);
  offline = true;
  for (let i = 0; i < 5; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await open(visit());
  await turn.refresh();
  offline = false;
  const handed = await open();
  await handed.refresh();
  expect(batches().filter((one) => one.kiosk === "t".repeat(30))).toEqual([]);
  expect(await kept()).toHaveLength(5);
});
