import { describe, expect, test } from "vitest";
import given from "./cases.json";
import { empty, faults, fieldsOf, isOpen, type Pattern, patternOf } from "./pattern";
import { read } from "./reading";
import { dayInWords, patternInWords } from "./said";

interface Case {
  words: string;
  until: string | null;
  pattern?: Partial<Pattern>;
  assumed?: string[];
  says?: string;
  not_understood?: string[];
}
/** Read on Monday 23 November 2026. tests/weeks holds the server's reader to the same. */
const cases = given as Case[];
const today = "2026-11-23";
const said = (pattern: Pattern) => Object.fromEntries(Object.entries(pattern).filter(([, value]) => value !== null));

describe("plain words of how often", () => {
  test.each(cases.filter((one) => one.pattern))("$words ($until) is read as the server reads it", (one) => {
    const found = read(one.words, one.until, today);
    expect(found.notUnderstood).toEqual([]);
    expect(said(found.pattern!)).toEqual(one.pattern);
    expect(found.assumed).toEqual(one.assumed);
    expect(patternInWords(found.pattern!)).toBe(one.says);
  });
  test.each(cases.filter((one) => !one.pattern))("$words ($until) is not understood, and says what not", (one) => {
    const found = read(one.words, one.until, today);
    expect(found.pattern).toBeNull();
    expect(found.notUnderstood).toEqual(one.not_understood);
  });
  test("rule 1: a word that turns the meaning is never passed over", () => {
    for (const { words } of cases)
      for (const turn of ["unless", "not", "maybe", "except"]) expect(read(`${turn} ${words}`, null, today).pattern, `${turn} ${words}`).toBeNull();
  });
  test("what is understood is whole: the record takes it", () => {
    for (const { words, until } of cases) {
      const { pattern } = read(words, until, today);
      if (pattern) expect(faults(pattern)).toEqual({});
    }
  });
});

const whole: Pattern = { ...empty, from: "2026-11-24", times: ["09:00-12:00"], minutes: 30 };

describe("a pattern", () => {
  test("of nothing has no faults; of half says what is missing", () => {
    expect(faults(empty)).toEqual({});
    expect(faults({ ...empty, days: ["mon"] })).toEqual({
      from: "Say from which day.",
      minutes: "Say how long it takes.",
      times: "Say at what time of the day.",
    });
    expect(faults(whole)).toEqual({});
  });
  test("rule 2: fewer times a week than days leaves open on which", () => {
    expect(isOpen({ ...whole, days: ["mon", "tue"], per_week: 1 })).toBe(true);
    expect(isOpen({ ...whole, days: ["mon", "tue"] })).toBe(false);
    expect(isOpen({ ...whole, every_days: 2 })).toBe(false);
    expect(faults({ ...whole, days: ["mon"], per_week: 2 }).per_week).toBe("There are fewer days on which it may be.");
  });
  test("rule 3: every so many days stands instead of days of the week", () => {
    expect(faults({ ...whole, every_days: 2, days: ["mon"] }).every_days).toMatch(/^Say either/);
    expect(faults({ ...whole, every_days: 1 }).every_days).toBe("From every 2 to every 90 days.");
  });
  test("ends after it begins, has minutes and times that can be, and says why it is fixed", () => {
    expect(faults({ ...whole, until: "2026-11-23" }).until).toBe("It ends after it begins.");
    expect(faults({ ...whole, until: "2026-11-24" })).toEqual({});
    expect(faults({ ...whole, minutes: 4 }).minutes).toBe("From 5 to 480 minutes.");
    expect(faults({ ...whole, times: ["12:00-09:00"] }).times).toMatch(/^At most 6/);
    expect(faults({ ...whole, times: ["08:00", "08:20"] }).times).toMatch(/^Each begins/);
    expect(faults({ ...whole, is_hard: true }).reason).toBe("Say why it must be at that time.");
  });
  test("keeps the days between two visits of a week that a week allows", () => {
    const twice: Pattern = { ...whole, days: ["mon", "tue", "wed"], per_week: 2 };
    expect(faults({ ...twice, apart_days: 2 })).toEqual({});
    expect(faults({ ...twice, apart_days: 3 }).apart_days).toBe("So many days do not fit between them in a week.");
  });
  test("has gaps only between two times of a day, and only such as these times leave", () => {
    const two: Pattern = { ...whole, times: ["07:30-09:00", "16:00-17:30"] };
    expect(faults({ ...whole, gap_least_minutes: 60 }).gap_least_minutes).toBe("A gap lies between two visits of a day.");
    expect(faults({ ...two, gap_least_minutes: 600 })).toEqual({});
    expect(faults({ ...two, gap_least_minutes: 601 }).gap_least_minutes).toBe("The times of the day do not leave so long a gap.");
    expect(faults({ ...two, gap_most_minutes: 419 }).gap_most_minutes).toBe("The times of the day lie further apart.");
    expect(faults({ ...two, gap_least_minutes: 500, gap_most_minutes: 450 }).gap_most_minutes).toMatch(/^The longest/);
  });
  test("goes into the fields of an action and comes back", () => {
    expect(patternOf(fieldsOf(whole))).toEqual(whole);
    expect(patternOf({ words: "Wash", repeat_minutes: 20 })).toEqual({ ...empty, minutes: 20 });
  });
  test("is said with its fixed time and its people", () => {
    const insulin: Pattern = { ...whole, times: ["08:30"], is_hard: true, reason: "before food", people: 2 };
    expect(patternInWords(insulin)).toBe("Every day, at 08:30 exactly (before food), 30 minutes, 2 people");
    expect(dayInWords("2026-12-12")).toBe("Sat 12 December");
  });
});
