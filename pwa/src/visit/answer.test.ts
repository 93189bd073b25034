import { describe, expect, it } from "vitest";
import { closed, type Event, type Model, update } from "./answer";

const run = (...events: Event[]) =>
  events.reduce((at: { model: Model; write: ReturnType<typeof update>["write"] }, e) => update(at.model, e), { model: closed, write: null });

describe("answering a planned action", () => {
  it("done is one tap", () =>
    expect(run({ type: "answer", outcome: "done", own: null })).toEqual({
      model: closed,
      write: { outcome: "done", reason: null, words: null, takeBack: null },
    }));
  it("not done asks for the reason and words before the event is made, because it is never edited (R1)", () => {
    const asked = run({ type: "answer", outcome: "not-done", own: null });
    expect(asked.write).toBeNull();
    const kept = run(
      { type: "answer", outcome: "not-done", own: null },
      { type: "reason", reason: "declined" },
      { type: "words", words: " Ask on Thursday " },
      { type: "keep" },
    );
    expect(kept.write).toEqual({ outcome: "not-done", reason: "declined", words: "Ask on Thursday", takeBack: null });
  });
  it("not done is kept without a reason too: nothing is forced", () =>
    expect(run({ type: "answer", outcome: "not-done", own: null }, { type: "keep" }).write).toMatchObject({ outcome: "not-done", reason: null }));
  it("the same answer again changes nothing", () =>
    expect(run({ type: "answer", outcome: "done", own: "done" })).toEqual({ model: closed, write: null }));
  it("another answer than one's own is a correction, which needs its reason (R2)", () => {
    const refused = run({ type: "answer", outcome: "not-done", own: "done" }, { type: "keep" });
    expect(refused.write).toBeNull();
    expect(refused.model).toMatchObject({ state: "correcting", error: expect.stringContaining("why") });
    const kept = run({ type: "answer", outcome: "not-done", own: "done" }, { type: "why", why: "Wrong line" }, { type: "keep" });
    expect(kept.write).toEqual({ outcome: "not-done", reason: null, words: null, takeBack: "Wrong line" });
  });
  it("what was done has no reason for not being done", () =>
    expect(
      run({ type: "tell", outcome: "done" }, { type: "reason", reason: "declined" }, { type: "words", words: "14 units" }, { type: "keep" }).write,
    ).toMatchObject({ reason: null, words: "14 units" }));
  it("leaving it writes nothing", () =>
    expect(run({ type: "tell", outcome: "not-done" }, { type: "cancel" })).toEqual({ model: closed, write: null }));
});
