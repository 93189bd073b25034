/** The national returns: what is offered of it, and what its validation report said of a month. */
import type { ReportExport } from "../store/reports";

export const whats = [
  { value: "overview", text: "This overview", detail: "Numbers; nobody can be told from it" },
  { value: "csds-report", text: "Community Services Data Set: validation report", detail: "What would be withheld and why, before anything is made" },
  { value: "csds", text: "Community Services Data Set: the return", detail: "A file for each of its tables, in one. After its validation report" },
  { value: "fft", text: "Friends and Family return", detail: "Counts only, by about the 13th of the month after" },
] as const;
export type What = (typeof whats)[number]["value"];

export const nameOfWhat = (what: string): string =>
  ({ overview: "Overview", "csds-report": "CSDS validation report", csds: "CSDS return", fft: "Friends and Family return" })[what] ?? what;

/** What the newest validation report of a month says; null where none was made. The list is the newest first. */
export const saidOf = (all: readonly ReportExport[] | null, month: string): string | null =>
  all?.find((one) => one.what === "csds-report" && one.until === month && (one.state === "ready" || one.state === "removed"))?.message ?? null;
