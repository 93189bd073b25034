import { expect, test } from "vitest";
import type { ReportExport } from "../store/reports";
import { nameOfWhat, saidOf, whats } from "./returns";

const made = (what: string, until: string, state: string, message: string | null) => ({ what, until, state, message }) as ReportExport;

test("what a month's validation report says is the newest that was made of it", () => {
  const all = [
    made("csds", "2026-10", "ready", "the return"),
    made("csds-report", "2026-10", "failed", "failed"),
    made("csds-report", "2026-10", "ready", "newest"),
    made("csds-report", "2026-10", "removed", "older"),
    made("csds-report", "2026-09", "ready", "another month"),
  ];
  expect(saidOf(all, "2026-10")).toBe("newest");
  expect(saidOf(all, "2026-08")).toBeNull();
  expect(saidOf(null, "2026-10")).toBeNull();
});

test("all that is offered has a name in the list of exports", () => {
  expect(whats.map((one) => nameOfWhat(one.value))).toEqual(["Overview", "CSDS validation report", "CSDS return", "Friends and Family return"]);
});
