/** What a server does not take: whose it is is set aside and told, and everything else goes on. */
import { expect, test } from "vitest";
import { batches, device, done, eachAnew, kept, open, rig, type Sent, visit } from "./testing/turn";
import type { Turn } from "./turn";

eachAnew();

const problem = (status: number, code: string) =>
  Response.json({ type: `urn:alongside:problem:${code}`, code, status }, { status, headers: { "Content-Type": "application/problem+json" } });
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
  rig.offline = true;
  const turn = await handOvers("a".repeat(30), "b".repeat(30), "c".repeat(30));
  await turn.refresh();
  rig.offline = false;
  rig.answered = knows("b".repeat(30), "c".repeat(30));
  rig.wall += week;
  await turn.refresh();
  expect((await kept()).map((one) => one.token)).toEqual(["a".repeat(30)]);
  expect(turn.state.aside).toBe(1);
  expect(await (await rig.disk).batch()).toBeUndefined();
  const next = await handOvers("d".repeat(30));
  rig.answered = knows("d".repeat(30));
  rig.wall += week;
  await next.refresh();
  expect((await kept()).map((one) => one.token)).toEqual(["a".repeat(30)]);
});

test("a server that knows none of them any more lets later ones leave, and takes the kept ones when it knows them again", async () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"].map((one) => one.repeat(30));
  const given = { set: "short", version: 1, language: "en", who: "self", easy_read: false, mode: "kiosk", may_quote: false } as const;
  for (const token of names) await (await rig.disk).keep({ ...given, answers: { fft: "good" }, words: {}, token }, "2026-11-22");
  rig.answered = knows();
  const turn = await open(visit(names[0]));
  expect(await (await rig.disk).batch(), "no more than some strangers at once: the rest next time").toBeDefined();
  await turn.refresh();
  expect([batches().length, turn.state.aside, await (await rig.disk).batch()]).toEqual([7, 7, undefined]);
  expect(await kept()).toHaveLength(7);
  rig.answered = knows(...names, "h".repeat(30));
  const last = await handOvers("h".repeat(30));
  rig.wall += week;
  await last.refresh();
  expect([await kept(), last.state.aside]).toEqual([[], 0]);
});

test.each([401, 404, 405, 409, 413, 422, 200])("somebody else's %i ends nothing: a proxy, a portal", async (status) => {
  const turn = await open(device);
  rig.answered = () => Response.json({ detail: "Log in to the guest network" }, { status });
  for (let i = 0; i < 5; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await turn.refresh();
  expect(batches().length).toBeGreaterThan(0);
  expect([await kept(), turn.state.aside]).toEqual([expect.objectContaining({ length: 5 }), 0]);
  rig.answered = null;
  await turn.refresh();
  expect(await kept()).toEqual([]);
  expect(new Set(batches().map((one) => one.body!.batch)).size).toBe(1);
});

test("what our server cannot read is halved until one is left, which is set aside: the others are on their way", async () => {
  const turn = await open(device);
  rig.offline = true;
  for (let i = 0; i < 5; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await turn.refresh();
  rig.offline = false;
  rig.answered = () => problem(422, "invalid");
  for (let i = 0; i < 4; i++) await turn.refresh();
  expect([turn.state.aside, (await kept()).length]).toEqual([1, 5]);
  rig.answered = null;
  rig.wall += week;
  await turn.refresh();
  expect(await kept()).toEqual([]);
});

test("a device's answers never use up a hand-over's token", async () => {
  const turn = await open(device);
  rig.offline = true;
  for (let i = 0; i < 5; i++) {
    await done(turn);
    turn.act({ do: "finish" });
    await turn.settled();
  }
  await open(visit());
  await turn.refresh();
  rig.offline = false;
  const handed = await open();
  await handed.refresh();
  expect(batches().filter((one) => one.kiosk === "t".repeat(30))).toEqual([]);
  expect(await kept()).toHaveLength(5);
});
