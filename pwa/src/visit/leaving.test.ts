import { describe, expect, it } from "vitest";
import { type State, stillOpen } from "./leaving";

const finished: State = {
  unansweredActions: [],
  unmeasured: [],
  news2Answered: 0,
  news2Planned: false,
  recordedTwice: [],
  invalid: [],
  noteWritten: true,
  refused: 0,
};
const words = (over: Partial<State>) => stillOpen({ ...finished, ...over }).map((o) => o.words);

describe("what is still open on leaving", () => {
  it("is nothing when all is answered", () => expect(stillOpen(finished)).toEqual([]));
  it("names each unanswered action and measurement", () =>
    expect(words({ unansweredActions: ["Look at both heels"], unmeasured: ["Weight"] })).toEqual([
      "Look at both heels: not answered",
      "Weight: not measured",
    ]));
  it.each([
    [1, true],
    [6, true],
    [7, false],
  ])("NEWS2 with %i of 7 is open: %s", (news2Answered, open) => expect(words({ news2Answered }).length > 0).toBe(open));
  it("names NEWS2 when it was planned and nothing of it was measured", () => expect(words({ news2Planned: true })).toEqual(["NEWS2: not measured"]));
  it("puts what may harm first", () =>
    expect(
      stillOpen({ ...finished, noteWritten: false, unansweredActions: ["x"], recordedTwice: ["insulin"], refused: 1 }).map((o) => o.where),
    ).toEqual(["top", "top", "actions", "note"]));
  it("tells of what is typed but not kept", () => expect(words({ invalid: ["Pulse"] })).toEqual(["Pulse: what is typed is not kept yet"]));
});
