import { expect, test } from "vitest";
import { openDisk } from "./disk";
import { batches, device, done, eachAnew, fetch, kept, open, rig, visit } from "./testing/turn";
import { createTurn, type Turn } from "./turn";

eachAnew();

async function answer(turn: Turn, code = "good"): Promise<void> {
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code });
  for (let i = 0; i < 6; i++) turn.act({ do: "skip" });
}

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
  rig.wall += 41_000;
  turn.beat();
  expect(turn.state.idle).toEqual({ is: "asked", seconds: 19 });
  turn.touch();
  rig.wall += 19_000;
  turn.beat();
  expect(turn.state.model).toMatchObject({ screen: "language", who: null });
  expect(await kept()).toEqual([]);
});

test("2 who says that they need more time has all of it again", async () => {
  const turn = await open(device);
  turn.act({ do: "skip" });
  rig.wall += 55_000;
  turn.beat();
  turn.more();
  rig.wall += 39_000;
  turn.beat();
  expect([turn.state.idle.is, turn.state.model.screen]).toEqual(["here", "who"]);
});

test("who has finished while it asked is thanked, and what was answered is kept", async () => {
  const turn = await open(device);
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code: "poor" });
  rig.wall += 45_000;
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
  rig.wall += 7 * 86_400_000;
  await turn.refresh();
  expect(batches()[0]!.body!.responses).toHaveLength(1);
});

test("a batch that broke off is sent again under its own id, with the same answers in it", async () => {
  rig.statuses = [503];
  const turn = await open(device);
  for (let i = 0; i < 6; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
    if (i === 4) await turn.refresh();
  }
  rig.offline = false;
  await turn.refresh();
  const [first, second] = batches();
  expect(second!.body).toEqual(first!.body);
  expect(await kept()).toHaveLength(1);
});

test("without coverage everything is kept, and leaves when there is some", async () => {
  const turn = await open(device);
  rig.offline = true;
  for (let i = 0; i < 5; i++) {
    await done(turn);
    expect(turn.state.saved).toBe("saved");
    turn.act({ do: "finish" });
    await turn.settled();
  }
  expect(await kept()).toHaveLength(5);
  rig.offline = false;
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
  expect(await (await rig.disk).permit()).toMatchObject({ used: true });
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
  const slow = rig.disk.then(async (one) => {
    await one.putPermit(device);
    await new Promise<void>((yes) => {
      ready = yes;
      opening();
    });
    return one;
  });
  const turn = createTurn({
    disk: slow,
    fetch,
    wall: () => rig.wall,
    chance: () => 0.5,
    handedOver: () => null,
    tapped: null,
    quiet: () => undefined,
  });
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
  expect(await (await rig.disk).permit()).toMatchObject({ used: true, ask: { team: "Blue team" } });
});
