import { expect, test } from "vitest";
import type { FeedbackComment, FftMonth, Reply, VoicePage } from "../store/voice";
import { read, write } from "./filters";
import {
  choosable,
  howItCame,
  isPartly,
  leftOut,
  leftOutOfMonths,
  lowest,
  marksInWords,
  peopleOf,
  stretch,
  totalInWords,
  whenOf,
  whoInWords,
} from "./words";

const month = (name: string, positive: number | null, mark: "" | "*" | "†" = ""): FftMonth => ({
  month: name,
  mark,
  left_out: 0,
  n: mark ? null : 30,
  counts: mark ? null : [10, 10, 0, 5, 5, 0],
  positive,
  negative: null,
});
const comment = (more: Partial<FeedbackComment>): FeedbackComment => ({
  id: "1",
  team: "t",
  month: "2026-10",
  words: "",
  language: "en",
  mode: "kiosk",
  who: "self",
  may_quote: false,
  state: "shown",
  themes: [],
  is_corrected: false,
  english: null,
  interpreter: null,
  concern: null,
  reply: null,
  version: 1,
  ...more,
});
const reply = (more: Partial<Reply>): Reply => ({
  id: "1",
  team: "t",
  said: "",
  theme: null,
  people: 14,
  did: null,
  state: "no-owner",
  owner: null,
  opened_on: "2026-11-10",
  until: null,
  ended_on: null,
  translations: {},
  version: 1,
  ...more,
});

test("what * and † mean is said as far as they stand there", () => {
  expect(marksInWords([month("2026-05", 95)])).toEqual([]);
  expect(marksInWords([month("2026-06", null, "*"), month("2026-07", null, "†")]).map((one) => one.words)).toEqual([
    "fewer than 5 answers, not shown.",
    "hidden too, so that June cannot be worked out.",
  ]);
  expect(marksInWords([month("2026-07", null, "†")])[0]!.words).toBe("hidden, so that another team’s small number cannot be worked out.");
});

test("what the total leaves out is said", () => {
  const page = (...months: FftMonth[]) => ({ months }) as unknown as VoicePage;
  expect(totalInWords(page(month("2026-05", 95)))).toBeNull();
  expect(totalInWords(page(month("2026-06", null, "*"), month("2026-07", null, "†")))).toBe("The year’s total leaves both out.");
});

test("a month is named as low only where it is clearly lower than the chosen one", () => {
  expect(lowest([month("2026-01", 83), month("2026-10", 93)])?.month).toBe("2026-01");
  expect(lowest([month("2026-01", 90), month("2026-10", 93)])).toBeNull();
  expect(lowest([month("2026-01", null, "*"), month("2026-10", null)])).toBeNull();
});

test("how a comment came is one line", () => {
  expect(howItCame(comment({}))).toBe("On the kiosk, October");
  expect(howItCame(comment({ who: "helped", mode: "paper" }))).toBe("With help, on paper, October");
  expect(howItCame(comment({ who: "proxy" }))).toBe("Answered for them by another, on the kiosk, October");
  expect(howItCame(comment({ language: "bn", interpreter: "Farzana Akhtar" }))).toBe(
    "Written in Bengali, put into English by Farzana Akhtar, on the kiosk, October",
  );
});

test("when of an answer depends on its state", () => {
  const whenPlain = (one: Reply) => whenOf(one).replaceAll("\u00a0", " ");
  expect(whenPlain(reply({}))).toBe("Open since Tue 10 Nov");
  expect(whenPlain(reply({ state: "under-way", until: "2026-12-18" }))).toBe("until Fri 18 Dec");
  expect(whenPlain(reply({ state: "done", ended_on: "2026-11-02" }))).toBe("since Mon 2 Nov");
  expect(whenPlain(reply({ state: "not-now", ended_on: "2026-11-12" }))).toBe("Thu 12 Nov");
});

test("fewer than five people are not numbered", () => {
  expect([peopleOf(14), peopleOf(null)]).toEqual(["14 people", "Fewer than 5 people"]);
});

test("a stretch names the year once where it is one", () => {
  expect(stretch(["2026-08", "2026-09", "2026-10"])).toBe("Aug to Oct 2026");
  expect(stretch(["2025-11", "2025-12", "2026-01"])).toBe("Nov 2025 to Jan 2026");
});

test("the months to choose from go back over the turn of the year", () => {
  expect(choosable("2026-02-24", 4)).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
});

test("team, month and theme go into the address and come back; what is none of these does not", () => {
  const filters = { scope: "team:0193", month: "2026-10", theme: "when-you-come", part: "kiosks" as const };
  expect(read(write(filters))).toEqual(filters);
  expect(write({ scope: null, month: null, theme: null, part: null })).toBe("");
  expect(read("?month=2026-13&theme=<b>&team=&search=rose&part=else")).toEqual({ scope: null, month: null, theme: null, part: null });
});

test("what is not in a row is said with it: of a team its months, of several teams the months of each", () => {
  expect(["team:a", "place"].map((scope) => [0, 1, 3].map((left) => leftOut(left, scope)))).toEqual([
    ["", "1 month not shown", "3 months not shown"],
    ["", "1 team’s month not shown", "3 teams’ months not shown"],
  ]);
});

test("who answered is told as far as it may be, and that it may not", () => {
  const page = (who: VoicePage["who"], scope = "team:a") => whoInWords({ who, scope, statements: [{}] as VoicePage["statements"] });
  expect(page({ own: 104, proxy: 17, left_out: 0 })).toBe("17 of 121 were answered by someone else and are counted apart.");
  expect(page({ own: 28, proxy: 5, left_out: 2 })).toBe("5 of 33 were answered by someone else and are counted apart, 2 months not shown.");
  expect(page({ own: 40, proxy: 0, left_out: 1 }, "place")).toBe(
    "0 of 40 were answered by someone else and are counted apart, 1 team’s month not shown.",
  );
  expect(page({ own: 40, proxy: 0, left_out: 0 })).toBe("");
  expect(page(null)).toContain("is not shown");
  expect(whoInWords({ who: null, scope: "place", statements: [] })).toBe("");
});

test("a number without a team says so, the chosen month’s and the others’; a team’s own has no such words", () => {
  const without = (left_out: number, mark: "" | "†" = "") => ({ ...month("2026-10", 90, mark), left_out });
  const why = " Fewer than 5 answered there, or it would tell a number below 5.";
  expect(leftOutOfMonths({ scope: "place", months: [without(0), without(0)] })).toBe("");
  expect(leftOutOfMonths({ scope: "place", months: [without(0), without(2)] })).toBe(`2 teams are not in October’s number.${why}`);
  expect(leftOutOfMonths({ scope: "place", months: [without(1), without(3, "†"), without(0)] })).toBe(
    `In 1 other month a team is not in the number, nor in the year’s.${why}`,
  );
  expect(leftOutOfMonths({ scope: "team:a", months: [without(1)] })).toBe("");
});

test("why a month is not shown is said once, where a number that is shown is without one", () => {
  const row = (left_out: number, mark: "" | "*" = "") => ({ left_out, mark }) as VoicePage["statements"][number];
  const page = (...statements: VoicePage["statements"]) => isPartly({ who: null, statements, wellbeing: [], joined_up: [], joined_up_all: [] });
  expect([page(), page(row(0)), page(row(2, "*")), page(row(0), row(1))]).toEqual([false, false, false, true]);
});
