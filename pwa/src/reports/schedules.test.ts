import { describe, expect, it } from "vitest";
import { comingOf, sinceOf, titleOf } from "./schedules";

const now = new Date("2026-12-01T06:00:00Z");
const plain = (words: string) => words.replaceAll("\u00a0", " ");

describe("an export of each month, in words", () => {
  it("is called by what it is of", () => {
    expect(titleOf({ what: "overview", scope_name: "East locality", months: 24 })).toBe("Overview, East locality, with 24 months");
    expect(titleOf({ what: "csds", scope_name: "Tower Hamlets", months: 1 })).toBe("CSDS return, Tower Hamlets");
  });

  it("says when the next may be made: not before its month is over, and counted", () => {
    expect(plain(comingOf({ next: "2026-12", next_on: "2027-01-01" }, now))).toBe(
      "Next: December 2026, from Fri 1 Jan 2027 on, once its figures are counted.",
    );
    expect(comingOf({ next: "2026-11", next_on: "2026-12-01" }, now)).toBe("Next: November 2026, as soon as its figures are counted.");
    expect(comingOf({ next: null, next_on: null }, now)).toBe("");
  });

  it("says who wants it, who paused it, and that it stopped by itself", () => {
    const one = { who: "Sharon Doyle", first: "2026-08", state: "running" as const, changed_at: "2026-11-30T10:00:00Z", changed_by: "Danuta Lis" };
    expect(sinceOf(one, now)).toBe("Sharon Doyle wants it from August 2026 on.");
    expect(sinceOf({ ...one, state: "paused" }, now)).toBe("Sharon Doyle wants it from August 2026 on. Paused by Danuta Lis, yesterday.");
    expect(sinceOf({ ...one, state: "stopped", changed_by: null }, now)).toBe(
      "Sharon Doyle wants it from August 2026 on. It stopped by itself, yesterday.",
    );
  });
});
