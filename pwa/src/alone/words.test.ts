import { expect, test } from "vitest";
import { type Alarm, ending, headline, lastWord, toldSoFar } from "./words";

const at = (time: string) => `2026-11-24T${time}:00.000Z`;
const overdue: Alarm = {
  cause: "overdue",
  about: "amina",
  due_at: at("10:35"),
  raised_at: at("10:50"),
  arrived_at: at("10:02"),
  heard_at: at("10:05"),
  buddy: "daniel",
  buddy_told_at: at("10:50"),
  leads: ["priya", "me"],
};
const now = new Date(at("12:00"));
const nameOf = (id: string) => ({ daniel: "Daniel Osei", priya: "Priya Nair", me: "You", amina: "Amina Khatun" })[id] ?? id;

test.each([
  [{}, "Amina Khatun should have left a visit at 10:35"],
  [{ cause: "not-arrived" }, "Amina Khatun has not come to a visit planned for 10:35"],
  [{ cause: "day-not-ended" }, "Amina Khatun’s shift ended at 10:35, and they have not ended their day"],
  [{ cause: "asks-to-be-rung" }, "Amina Khatun asked at 10:35 to be rung"],
  [{ cause: "of-a-newer-version" }, "Amina Khatun: something this version cannot show"],
])("what somebody is missed for, in one line: %o", (more, words) => {
  expect(headline({ ...overdue, ...more }, "Amina Khatun", now)).toBe(words);
});

test("a time of another day says which", () => {
  const morning = new Date("2026-11-25T03:15:00.000Z");
  expect(headline({ ...overdue, cause: "day-not-ended" }, "Amina Khatun", morning)).toMatch(/shift ended at Tue\s24\sNov\s10:35, and/);
  expect(toldSoFar({ ...overdue, buddy: "me" }, nameOf, morning)[0]).toMatch(/^You were told at Tue\s24\sNov\s10:50, as buddy\.$/);
});

test("a tablet that fell silent is told apart from one that has coverage while its owner does not leave", () => {
  expect(lastWord(overdue, "Amina Khatun", new Date(at("10:50")))).toBe(
    "Amina arrived at 10:02. Last word from Amina’s tablet at 10:05: since then it is locked, put away or without coverage.",
  );
  expect(lastWord({ ...overdue, heard_at: at("10:49") }, "Amina Khatun", new Date(at("10:50")))).toBe(
    "Amina arrived at 10:02. Amina’s tablet has coverage: last heard at 10:49. It is not for want of coverage.",
  );
  expect(lastWord({ ...overdue, heard_at: null }, "Amina Khatun", new Date(at("10:50")))).toBe(
    "Amina arrived at 10:02. Nothing was heard from Amina’s tablet.",
  );
});

test("who was told and what they said, each by name and when, oneself as you", () => {
  expect(toldSoFar(overdue, nameOf, now)).toEqual(["Daniel Osei was told at 10:50, as buddy."]);
  const answered = {
    leads_told_at: at("11:05"),
    answered_by: "daniel",
    answered_at: at("11:07"),
    answer_was: "have-them",
    answer_words_were: "On the phone",
  };
  expect(toldSoFar({ ...overdue, ...answered }, nameOf, now)).toEqual([
    "Daniel Osei was told at 10:50, as buddy.",
    "Priya Nair and You were told at 11:05.",
    "Daniel Osei has them, 11:07: “On the phone”",
  ]);
  expect(toldSoFar({ ...overdue, ...answered, answered_by: "me" }, nameOf, now)[2]).toBe("You have them, 11:07: “On the phone”");
  expect(toldSoFar({ ...overdue, buddy: null, buddy_told_at: null, leads: null, leads_told_at: at("10:50") }, nameOf, now)).toEqual([
    "No colleague on shift could be asked first.",
    "Nobody leads this team: nobody else was told.",
  ]);
});

test("what came late takes it back with the real time, and says when it came", () => {
  const late = { ...overdue, ended_how: "left", left_at: at("10:31"), ended_at: at("11:20") };
  expect(ending(late, "Amina Khatun", nameOf, now)).toBe("Amina left at 10:31, in time. Word of it came at 11:20, 49\u00a0min later.");
  expect(ending({ ...late, left_at: at("11:19") }, "Amina Khatun", nameOf, now)).toBe("Amina left at 11:19.");
});

test.each([
  [{ ended_how: "more-time" }, "Amina is staying longer, and said so at 11:20."],
  [{ ended_how: "safe" }, "Amina said at 11:20: I am safe."],
  [{ ended_how: "lead", ended_by: "priya", ended_words: "Spoke with her." }, "Priya Nair ended it at 11:20: “Spoke with her.”"],
  [{ ended_how: "arrived", arrived_at: at("10:40") }, "Amina arrived at 10:40."],
  [{ ended_how: "of-a-newer-version" }, "It ended at 11:20."],
])("how it ended: %o", (more, words) => {
  expect(ending({ ...overdue, ended_at: at("11:20"), ...more }, "Amina Khatun", nameOf, now)).toBe(words);
});
