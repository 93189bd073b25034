import { describe, expect, test } from "vitest";
import {
  addDays,
  ageOn,
  agoInWords,
  dateAsTyped,
  dateFromParts,
  day,
  dayAndTime,
  dayOf,
  daysBetween,
  isDate,
  minuteOf,
  minutesInWords,
  relativeDay,
  shortDay,
  sinceWhen,
  timeOf,
  typedDate,
} from "./dates";

const now = new Date("2026-11-24T09:41:00.000Z");
const words = (text: string) => text.replaceAll("\u00a0", " ");

describe("times are London's, whatever the tablet's zone", () => {
  test("summer is an hour ahead of UTC, winter is not", () => {
    expect(timeOf("2026-07-01T08:05:00.000Z")).toBe("09:05");
    expect(timeOf("2026-11-24T08:05:00.000Z")).toBe("08:05");
    expect(dayOf("2026-06-30T23:30:00.000Z")).toBe("2026-07-01");
    expect(minuteOf("2026-11-24T01:30:00.000Z")).toBe(90);
  });
  test("is what the calendar of the browser says, in every hour round each change of the clocks and in between", () => {
    const calendar = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London", dateStyle: "short", timeStyle: "short" });
    for (const year of [1970, 1985, 1999, ...Array.from({ length: 36 }, (_, after) => 2000 + after)])
      for (const month of [2, 9, 11])
        for (let half = 0; half < 2 * 24 * 31; half++) {
          const instant = new Date(Date.UTC(year, month, 1, 0, 30 * half));
          expect(`${dayOf(instant)} ${timeOf(instant)}`).toBe(calendar.format(instant));
        }
  });
  test("midnight is 00:00, never 24:00", () => {
    expect(timeOf("2026-11-24T00:00:00.000Z")).toBe("00:00");
  });
});

describe("dates in words", () => {
  test("are Tue 24 Nov, with spaces that do not break, and the year where it is another", () => {
    expect(shortDay("2026-11-24")).toBe("Tue\u00a024\u00a0Nov");
    expect(words(day("2025-11-24", now))).toBe("Mon 24 Nov 2025");
    expect(words(day("2026-03-01", now))).toBe("Sun 1 Mar");
  });
  test("today and its neighbours have their names", () => {
    expect(relativeDay("2026-11-24T23:00:00.000Z", now)).toBe("today");
    expect(relativeDay("2026-11-25", now)).toBe("tomorrow");
    expect(relativeDay("2026-11-23", now)).toBe("yesterday");
    expect(words(relativeDay("2026-11-26", now))).toBe("Thu 26 Nov");
  });
  test("a day without a time shows none", () => {
    expect(words(dayAndTime("2026-11-19", now))).toBe("Thu 19 Nov");
    expect(words(dayAndTime("2026-11-19T10:12:00.000Z", now))).toBe("Thu 19 Nov 10:12");
    expect(words(dayAndTime("2026-11-24T09:02:00.000Z", now))).toBe("today 09:02");
    expect(sinceWhen("2026-11-24T09:02:00.000Z", now)).toBe("09:02");
  });
});

describe("counting", () => {
  test("days across the change of clocks are whole", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
  test("an age changes on the birthday, and for 29 February on 1 March", () => {
    expect(ageOn("1942-11-24", now)).toBe(84);
    expect(ageOn("1942-11-25", now)).toBe(83);
    expect(ageOn("1940-02-29", new Date("2027-02-28T12:00:00Z"))).toBe(86);
    expect(ageOn("1940-02-29", new Date("2027-03-01T12:00:00Z"))).toBe(87);
  });
  test("minutes as people say them", () => {
    expect(words(minutesInWords(230))).toBe("3 h 50 min");
    expect(words(minutesInWords(45))).toBe("45 min");
    expect(words(minutesInWords(120))).toBe("2 h");
    expect(agoInWords("2026-11-24T09:40:00.000Z", now)).toBe("1 minute ago");
    expect(agoInWords("2026-11-24T07:30:00.000Z", now)).toBe("2 hours ago");
    expect(agoInWords("2026-11-24T09:45:00.000Z", now)).toBe("just now");
  });
});

test("what is typed into three boxes and is no date comes back into the same boxes", () => {
  for (const [day, month, year] of [
    ["31", "2", "2026"],
    ["3", "", ""],
    ["", "", "2026"],
    ["4", "3", "42"],
    ["soon", "", ""],
    ["24", "11", "2026"],
    ["", "", ""],
  ] as const)
    expect(typedDate(dateAsTyped(day, month, year))).toEqual({ day, month, year });
  expect(typedDate(dateAsTyped("24/11/2026", "", ""))).toEqual({ day: "24/11/2026", month: "", year: "" });
  expect(dateAsTyped("4", "3", "1942")).toBe("1942-03-04");
  expect(isDate(dateAsTyped("31", "2", "2026") ?? "")).toBe(false);
});

test("a day that there is", () => {
  for (const is of ["2026-11-24", "2028-02-29"]) expect(isDate(is)).toBe(true);
  for (const no of ["2026-02-30", "2026-2-3", "24/11/2026", "", "2026-11-24T00:00:00Z"]) expect(isDate(no)).toBe(false);
});

test("three boxes make a date only where there is one", () => {
  expect(dateFromParts("4", "3", "1942")).toBe("1942-03-04");
  expect(dateFromParts("29", "2", "2027")).toBeNull();
  expect(dateFromParts("29", "2", "2028")).toBe("2028-02-29");
  expect(dateFromParts("1", "13", "2026")).toBeNull();
  expect(dateFromParts("", "3", "2026")).toBeNull();
  expect(dateFromParts("1", "3", "26")).toBeNull();
});
