import { describe, expect, test } from "vitest";
import type { Asking, Client } from "../api/client";
import { ApiError } from "../api/errors";
import { make, period, series, suggestion } from "../weeks/testing";
import { weeksOf } from "./weeks";

/** A server that gives these answers by "METHOD /path", and remembers what it was asked. */
function server(answers: Record<string, unknown>) {
  const asked: [string, unknown][] = [];
  const json = async (path: string, asking: Asking = {}) => {
    const call = `${asking.method ?? "GET"} ${path}`;
    asked.push([call, asking.json]);
    if (answers[call] instanceof Error) throw answers[call];
    return answers[call];
  };
  return { asked, weeks: weeksOf({ json, stream: json } as unknown as Client, () => "an-id") };
}
const here = period();

describe("four weeks", () => {
  test("are asked for with the stamp that one has, and are nothing where nothing changed", async () => {
    const { weeks, asked } = server({ "GET /weeks/team/2026-11-23": here });
    expect(await weeks.period("team", "2026-11-23", null)).toEqual({ ok: true, value: here });
    expect(await weeks.period("team", "2026-11-23", "s")).toEqual({ ok: true, value: null });
    expect(asked[1]![0]).toBe("GET /weeks/team/2026-11-23?stamp=s");
  });
  test("what was refused is said by the names of the people, not by ids", async () => {
    const errors = { v: "The person is away that day." };
    const no = new ApiError("refused", 409, "changed-meanwhile", false, "Nothing was taken.", null, errors);
    const { weeks } = server({ "POST /weeks/suggestions/suggestion/take": no });
    const made = suggestion({ makes: [make("v", series("Rose Ali", []), "2026-12-01")] });
    expect(await weeks.take(made, null)).toEqual({ ok: false, why: "changed", words: "Rose Ali: The person is away that day." });
  });
  test("a pattern is put with the version that was seen, under the id of its change", async () => {
    const { weeks, asked } = server({ "PUT /weeks/team/patterns/action": { series: null } });
    expect(await weeks.put(here, "change", "action", "7", null)).toEqual({ ok: true, value: null });
    expect(asked[0]![1]).toEqual({ id: "change", version: "7", pattern: null });
  });
  test("a move says where it was seen", async () => {
    const { weeks, asked } = server({ "POST /weeks/team/2026-11-23/moves": { series: series("Rose Ali", []) } });
    await weeks.move(here, "change", "v", "2026-12-01T09:00:00.000Z", "2026-12-02");
    expect(asked[0]![1]).toEqual({ id: "change", visit: "v", was: "2026-12-01T09:00:00.000Z", day: "2026-12-02" });
  });
});
