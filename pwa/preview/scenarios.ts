/** The states that can be looked at: `/today#offline`, `/waiting#refused`, … The name stays while one goes from screen to screen. */
import type { Id, Session, Status, Unsent } from "../src/store/contract";
import { me } from "./cast";
import { at } from "./records";

export const scenarios = {
  ordinary: "Up to date, nothing waits",
  offline: "No coverage since 09:12, four changes wait",
  empty: "No visits today",
  busy: "Fourteen visits",
  sending: "Three of twelve are sent",
  filling: "First sync: three of the day are here",
  stale: "No coverage for two hours",
  looking: "Just unlocked in the morning, not confirmed yet",
  full: "No room on the tablet",
  conflict: "Three to settle",
  long: "Long names and many alerts",
  refused: "Three changes were not taken",
  update: "A new version is ready",
  "update-required": "This version may not send any more",
  "signed-out": "The session ended while offline",
  evicted: "The browser cleared the copy",
  "evicted-lost": "… and what had not been sent",
  "sign-in": "Nobody has signed in here",
  "sign-in-offline": "… and there is no coverage",
  "sign-in-again": "Sign in again to open",
  pin: "Choose a PIN",
  holds: "What it will hold",
  locked: "Locked, four changes wait",
  soft: "Screen locked, the key still in memory",
  "soft-full": "… and words behind it that found no room",
  starting: "Starting",
  late: "Running 20 minutes late",
  night: "In the evening, all done",
  lead: "A lead: two came to visits that were changed, and one person may have two records",
  manager: "A service manager: forms",
  "manager-offline": "… without coverage",
  alone: "At a visit for longer than one said, and the buddy was told",
  "alone-offline": "… without coverage, and nobody was told",
  "alone-missed": "… missed at a visit that one has not come to",
  "alone-buddy": "A buddy: one is missed, one asks to be rung, one has left",
  risk: "A team lead: people at risk, and who lacks what",
  "risk-empty": "… where nobody is",
  "risk-long": "… long names",
  "risk-loading": "… that have not come yet",
  "risk-error": "… that cannot be read",
  "risk-offline": "… without coverage",
  team: "A team lead: the team, two are missed",
  "team-empty": "… a team of nobody",
  "team-long": "… long names",
  "team-not-taken": "… changes of colleagues that were not taken",
  "team-loading": "… that has not come yet",
  "team-error": "… that cannot be read",
  "team-offline": "… without coverage",
  board: "A team lead: the board",
  "board-empty": "… a day without visits",
  "board-nobody": "… a day without people",
  "board-long": "… long names",
  "board-busy": "… 12 people and 90 visits",
  "board-large": "… 60 people and 500 visits",
  "board-looking": "… a proposal that takes long",
  "board-changed": "… where another lead was faster",
  "board-loading": "… that has not come yet",
  "board-error": "… that cannot be read",
  "board-offline": "… without coverage",
  weeks: "A team lead: the weeks",
  "weeks-empty": "… where nothing repeats",
  "weeks-long": "… long names",
  "weeks-busy": "… 120 repeating visits",
  "weeks-loading": "… that have not come yet",
  "weeks-error": "… that cannot be read",
  "weeks-offline": "… without coverage",
  "weeks-stale": "… read, then without coverage",
  reports: "A manager: the reports",
  "reports-empty": "… of which nothing was counted yet",
  "reports-counting": "… of which some months are still to be counted",
  "reports-long": "… long names",
  "reports-loading": "… that have not come yet",
  "reports-error": "… that cannot be read",
  "reports-gone": "… of what is no longer there",
  "reports-offline": "… without coverage",
  "reports-none": "… with no outcomes contract",
} as const;
export type Scenario = keyof typeof scenarios;

export function scenarioOf(hash: string): Scenario {
  const name = hash.replace(/^#/, "");
  return name in scenarios ? (name as Scenario) : "ordinary";
}

export function clockOf(scenario: Scenario): Date {
  const time = { stale: "11:18", "signed-out": "13:05", empty: "08:05", night: "17:20", refused: "13:01", full: "12:09" }[scenario as string];
  return new Date(at(time ?? "09:41"));
}

export function sessionOf(scenario: Scenario): Session {
  const locked = {
    phase: "locked" as const,
    me,
    waiting: 4,
    pictures: 2,
    unkept: 0,
    waitingSince: at("09:12"),
    lastContact: at("09:12"),
    triesLeft: 10,
  };
  switch (scenario) {
    case "sign-in":
      return { phase: "sign-in", again: false, offline: false };
    case "sign-in-offline":
      return { phase: "sign-in", again: false, offline: true };
    case "sign-in-again":
      return { phase: "sign-in", again: true, offline: false };
    case "pin":
      return { phase: "choose-pin", me };
    case "holds":
      return { phase: "holds", me, patients: 41, today: 9 };
    case "locked":
      return { ...locked, soft: false };
    case "soft":
      return { ...locked, soft: true };
    case "soft-full":
      return { ...locked, soft: true, unkept: 2 };
    case "starting":
      return { phase: "starting" };
    case "evicted":
    case "evicted-lost":
      return { phase: "evicted", me, unsent: unsentOf(scenario) };
    case "lead":
      return { phase: "open", me: { ...me, role: "lead" } };
    case "manager":
    case "manager-offline":
    case "reports":
    case "reports-empty":
    case "reports-counting":
    case "reports-long":
    case "reports-loading":
    case "reports-error":
    case "reports-gone":
    case "reports-none":
    case "reports-offline":
      return { phase: "open", me: { ...me, role: "manager", profession: "Service manager" } };
    default:
      return { phase: "open", me: /^(board|weeks|team|risk)/.test(scenario) ? { ...me, role: "lead", profession: "Team lead" } : me };
  }
}

/** What the tablet had noted before its copy was cleared. */
export function unsentOf(scenario: Scenario, visits: Id[] = []): Unsent {
  const lost = scenario === "evicted-lost";
  return { count: lost ? 5 : 0, since: lost ? at("08:05") : null, contact: at("07:38"), visits: lost ? visits : [], patients: [] };
}

export function statusOf(scenario: Scenario, counts: { waiting: number; pictures: number; toSettle: number; refused: number }): Status {
  const status: Status = {
    state: "up-to-date",
    since: at("09:41"),
    ...counts,
    sending: null,
    filling: null,
    newVersion: false,
    clockOffsetMinutes: 0,
  };
  switch (scenario) {
    case "offline":
    case "manager-offline":
    case "board-offline":
    case "weeks-offline":
    case "risk-offline":
    case "reports-offline":
    case "alone-offline":
    case "team-offline":
      return { ...status, state: "offline", since: at("09:12") };
    case "refused":
      return { ...status, state: "offline", since: at("11:06") };
    case "sending":
      return { ...status, state: "sending", sending: { done: 3, of: 12 } };
    case "filling":
      return { ...status, state: "filling", since: null, filling: { here: 3, of: 13 } };
    case "stale":
      return { ...status, state: "offline", since: at("09:12") };
    case "looking":
      return { ...status, state: "stale", since: at("17:42", "2026-11-23") };
    case "full":
      return { ...status, state: "full", since: at("11:06") };
    case "update":
      return { ...status, newVersion: true };
    case "update-required":
      return { ...status, state: "update-required", newVersion: true };
    case "signed-out":
      return { ...status, state: "sign-in-again", since: at("13:00") };
    default:
      return status;
  }
}
