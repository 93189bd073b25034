import { describe, expect, it } from "vitest";
import { isAtEnd, type OnlineEvent, type OnlineRead, shut, update } from "./online";

type Model = OnlineRead<string, number>;
const having = (...events: OnlineEvent<string, number>[]): Model =>
  events.reduce<Model>((model, event) => update(model, event, (item) => item), shut);
const tap = { type: "tap", covered: true } as const;
const came = (items: string[], next: number | null, left: number | null = null) => ({ type: "came", items, next, left, goesOn: false }) as const;

describe("what is read online", () => {
  it("is not read before a tap, and then at once where there is coverage", () => {
    expect(having().phase).toBe("shut");
    expect(having(tap).phase).toBe("busy");
  });
  it("waits without coverage, and is read by itself when there is some", () => {
    const waiting = having({ type: "tap", covered: false });
    expect(waiting.phase).toBe("waiting");
    expect(update(waiting, { type: "covered" }, String).phase).toBe("busy");
  });
  it("does not wait any longer than one wants, and coverage alone reads nothing", () => {
    expect(having({ type: "tap", covered: false }, { type: "leave" }, { type: "covered" }).phase).toBe("shut");
    expect(having(tap, came(["a"], 1, 1), { type: "tap", covered: false }, { type: "leave" })).toMatchObject({
      phase: "open",
      next: 1,
      items: ["a"],
    });
  });
  it("puts page behind page until the last, and a record that came twice counts once", () => {
    const done = having(tap, came(["a", "b"], 2, 3), tap, came(["b", "c"], null, 0));
    expect(done.items).toEqual(["a", "b", "c"]);
    expect(isAtEnd(done)).toBe(true);
    expect(update(done, tap, String)).toBe(done);
  });
  it("is not at its end while there is more, nor before anything was asked", () => {
    expect(isAtEnd(having())).toBe(false);
    expect(isAtEnd(having(tap, came(["a"], 1)))).toBe(false);
    expect(isAtEnd(having(tap, came([], null, 0)))).toBe(true);
  });
  it("keeps what came when a later page fails, and asks for the same page again", () => {
    const failed = having(tap, came(["a"], 1, 5), tap, { type: "failed", why: "offline" });
    expect(failed).toMatchObject({ phase: "failed", why: "offline", items: ["a"], next: 1 });
    expect(update(failed, tap, String)).toMatchObject({ phase: "busy", why: null, next: 1 });
  });
  it("takes one tap at a time, and no answer that nobody waits for", () => {
    const busy = having(tap);
    expect(update(busy, tap, String)).toBe(busy);
    expect(having(came(["late"], null)).items).toEqual([]);
  });
  it("goes on to the last page where all is wanted", () => {
    expect(having(tap, { ...came(["a"], 1), goesOn: true }).phase).toBe("busy");
  });
});
