import { describe, expect, test } from "vitest";
import type { Asking, Client } from "../api/client";
import { ApiError } from "../api/errors";
import { boardOf } from "./board";
import { board, onBoard, worker } from "./testing/board";

/** A server that gives these answers by "METHOD /path", and remembers what it was asked. */
function server(answers: Record<string, unknown>) {
  const asked: [string, unknown][] = [];
  const json = async (path: string, asking: Asking = {}) => {
    const call = `${asking.method ?? "GET"} ${path}`;
    asked.push([call, asking.json]);
    const answer = answers[call];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, desk: boardOf({ json, stream: json } as unknown as Client, () => "an-id") };
}
const refused = (status: number, errors: Record<string, unknown> | null, words = "Nothing was moved.") =>
  new ApiError("refused", status, "changed-meanwhile", false, words, null, errors);
const here = board({ people: [worker("ann")], visits: [onBoard("leung")] });
const moves = "/board/team/2026-11-24/moves";
const move = { visit: "leung", version: "v7", staff: ["ann"], start: null, is_pinned: null };

describe("a move that another lead was faster with", () => {
  test("says of each visit who changed it and what, under the name of its patient", async () => {
    const { desk } = server({ [`POST ${moves}`]: refused(409, { leung: "Sharon Doyle moved it to 10:15 with Grace Mensah at 08:12." }) });
    expect(await desk.move(here, [move])).toEqual({
      ok: false,
      why: "changed",
      words: "Leung: Sharon Doyle moved it to 10:15 with Grace Mensah at 08:12.",
    });
  });
  test("does not say a name twice, and says what is nobody's as it is", async () => {
    const { desk } = server({
      "POST /board/team/2026-11-24/proposals": refused(422, { ann: "Ann Example has no base.", day: "There are 10,000 visits." }),
    });
    const answer = await desk.propose(here, { preset: "balanced", change: "free", seconds: 10 });
    expect(answer).toMatchObject({ ok: false, why: "wrong", words: "Ann Example has no base. There are 10,000 visits." });
  });
  test("keeps the server's own sentence where it names nothing", async () => {
    const { desk } = server({ [`POST ${moves}`]: refused(409, null) });
    expect(await desk.move(here, [move])).toMatchObject({ words: "Nothing was moved." });
  });
});

describe("the day", () => {
  test("is asked for with the stamp that one has, and is nothing where nothing changed", async () => {
    const { desk, asked } = server({ "GET /board/team/2026-11-24": here });
    expect(await desk.day("team", "2026-11-24", null)).toEqual({ ok: true, value: here });
    expect(await desk.day("team", "2026-11-24", here.stamp)).toEqual({ ok: true, value: null });
    expect(asked[1]![0]).toBe(`GET /board/team/2026-11-24?stamp=${here.stamp}`);
  });
  test("is published as it was seen: with its version", async () => {
    const { desk, asked } = server({ "POST /board/team/2026-11-24/publications": { id: "p" } });
    await desk.publish(here);
    expect(asked[0]![1]).toEqual({ version: 3 });
  });
  test("without coverage says so", async () => {
    const { desk } = server({ "GET /board": new ApiError("offline", 0, "offline", true, "no answer") });
    expect(await desk.boards()).toMatchObject({ ok: false, why: "offline" });
  });
});
