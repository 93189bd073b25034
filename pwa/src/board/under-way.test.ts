import { expect, test } from "vitest";
import { board, onBoard, worker } from "../store/testing/board";
import { calledOff, goneWords, lateWords, newsWords } from "./under-way";
import { dayFrom } from "./wire";

const late = {
  minutes: 40,
  text: "said at 08:05",
  said_at: "2026-11-24T08:05:00.000Z",
  to_come: [{ visit: "a", start: "2026-11-24T10:10:00.000Z" }],
};

test("who runs late is said, how that is known, and which fixed time it will miss", () => {
  const warned = { code: "running-late", visit: "a", staff: "anna", text: "", is_hard: true } as const;
  const today = board({ people: [worker("anna", { late }), worker("ben")], visits: [onBoard("a", { staff: ["anna"], warnings: [warned] })] });
  expect(newsWords(today, dayFrom(today))).toEqual([
    "Anna Example runs 40 min late, said at 08:05.",
    "As it stands, a fixed time will be missed: Leung (by 11:00).",
  ]);
  const [anna, ben] = dayFrom(today).people;
  expect(anna!.late?.toCome.get("a")).toBe(610);
  expect(lateWords(ben!)).toBe("");
});

test("who is away is said with what nobody has; a day on which nothing happened says nothing", () => {
  const away = { why: "sick", since: "2026-11-24T07:31:00.000Z" };
  const today = board({ people: [worker("anna", { away }), worker("ben")], visits: [onBoard("a"), onBoard("b", { staff: ["ben"] })] });
  expect(newsWords(today, dayFrom(today))).toEqual(["Anna Example is away.", "1 visit has nobody."]);
  const calm = board({ people: [worker("ben")], visits: [onBoard("a"), onBoard("b", { staff: ["ben"] })] });
  expect(newsWords(calm, dayFrom(calm))).toEqual([]);
});

test("on another day nothing has happened yet", () => {
  const tomorrow = board({ people: [worker("anna", { late })], now: "2026-11-23T08:12:00.000Z" });
  expect(newsWords(tomorrow, dayFrom(tomorrow))).toEqual([]);
});

test("an urgent visit that waits is told apart from what has nobody besides", () => {
  const today = board({ visits: [onBoard("a", { is_urgent: true }), onBoard("b"), onBoard("c")] });
  expect(newsWords(today, dayFrom(today))).toEqual(["1 urgent visit waits for somebody.", "2 visits have nobody."]);
});

test("who is not at home is said with what was taken off and what still stands", () => {
  const gone = { patient: "p", name: "Rose Ahmed", text: "In hospital since 20 Nov", is_said: true, standing: ["a", "b"], cancelled: ["c"] };
  expect(goneWords(gone)).toBe("Rose Ahmed: in hospital since 20 Nov. 1 visit taken off, 2 visits still stand.");
  expect(goneWords({ ...gone, standing: [], cancelled: [] })).toBe("Rose Ahmed: in hospital since 20 Nov.");
});

test("what was called off is said with its time, by whom and why", () => {
  const off = { visit: "a", text: "Called off by the person: unwell.", may_stand: true };
  const today = board({ visits: [onBoard("a", { state: "cancelled", start: "2026-11-24T09:30:00.000Z" })], called_off: [off] });
  const [said] = calledOff(today);
  expect(said).toMatchObject({ visit: "a", mayStand: true });
  expect(said!.words).toBe(`${said!.name}, 09:30: called off by the person: unwell.`);
});
