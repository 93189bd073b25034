import { describe, expect, test } from "vitest";
import type { Status } from "../store/contract";
import { isOld, statusLine } from "./status-words";

const now = new Date("2026-11-24T11:18:00.000Z");
const status = (more: Partial<Status>): Status => ({
  state: "up-to-date",
  since: "2026-11-24T09:41:00.000Z",
  waiting: 0,
  pictures: 0,
  sending: null,
  filling: null,
  toSettle: 0,
  refused: 0,
  newVersion: false,
  clockOffsetMinutes: 0,
  ...more,
});
const line = (more: Partial<Status>) => statusLine(status(more), now);

describe("the one status line", () => {
  test.each<[Partial<Status>, string]>([
    [{}, "Up to date 09:41"],
    [{ since: null }, "Up to date"],
    [{ toSettle: 1 }, "Up to date 09:41 · 1 to settle"],
    [{ state: "offline", since: "2026-11-24T09:12:00.000Z", waiting: 4, toSettle: 1 }, "Offline since 09:12 · 4 changes waiting"],
    [{ state: "offline", since: "2026-11-23T17:42:00.000Z", waiting: 1 }, "Offline since Mon 23 Nov 17:42 · 1 change waiting"],
    [{ state: "offline", since: "2026-11-24T09:12:00.000Z", waiting: 4, pictures: 2 }, "Offline since 09:12 · 4 changes and 2 pictures waiting"],
    [{ pictures: 1, toSettle: 1 }, "Up to date 09:41 · 1 picture waiting"],
    [{ state: "sending", sending: { done: 3, of: 12 }, waiting: 12 }, "Sending 3 of 12"],
    [{ state: "filling", filling: { here: 3, of: 41 } }, "Filling this tablet · 3 of 41 patients here"],
    [{ state: "sign-in-again", since: "2026-11-24T11:00:00.000Z", waiting: 6 }, "Signed out · 6 changes waiting"],
    [{ state: "update-required", waiting: 2, newVersion: true }, "Update needed to send · 2 changes waiting"],
    [{ state: "update-to-see", newVersion: true, toSettle: 1 }, "Update needed to see everything · 1 to settle"],
    [{ state: "stale", since: "2026-11-23T17:42:00.000Z" }, "As of Mon 23 Nov 17:42, looking for news"],
    [{ state: "full", waiting: 4 }, "No room on this tablet · 4 changes waiting"],
    [{ refused: 1 }, "Up to date 09:41 · 1 not taken"],
    [{ newVersion: true }, "Up to date 09:41 · new version ready"],
  ])("%o says %s", (more, words) => {
    expect(line(more).text.replaceAll("\u00a0", " ")).toBe(words);
  });
  test("no coverage is weather: never the tone that asks for an act", () => {
    expect(line({ state: "offline" }).tone).toBe("offline");
    expect(line({ state: "stale" }).tone).toBe("offline");
    expect(line({ state: "sign-in-again" }).tone).toBe("act");
    expect(line({ refused: 1 }).tone).toBe("act");
  });
});

test("what is shown is old after an hour without news, never while it is up to date or filling", () => {
  expect(isOld(status({ state: "offline", since: "2026-11-24T10:18:00.000Z" }), now)).toBe(true);
  expect(isOld(status({ state: "offline", since: "2026-11-24T10:19:00.000Z" }), now)).toBe(false);
  expect(isOld(status({ state: "stale", since: "2026-11-23T17:42:00.000Z" }), now)).toBe(true);
  expect(isOld(status({ state: "offline", since: null }), now)).toBe(false);
  expect(isOld(status({ since: "2026-11-23T17:42:00.000Z" }), now)).toBe(false);
});
