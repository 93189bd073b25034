/** The reports as the server tells them: for looking at the screens without one. Numbers as drawn, some of them hidden. */
import type {
  ChartPoint,
  ReportCell,
  ReportExport,
  ReportMeasure,
  ReportMeasurePage,
  ReportOverview,
  ReportRow,
  ReportSchedule,
  Reports,
  WhichReport,
} from "../src/store/reports";
import { previewContract, previewScenario } from "./contract";

const months = Array.from({ length: 36 }, (_, n) => {
  const at = 2023 * 12 + 10 + n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
});
const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const label = (month: string) => `${names[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

interface Given extends Partial<ReportMeasure> {
  key: string;
  name: string;
  values: (number | null)[];
  verdicts?: Record<number, ChartPoint["verdict"]>;
  marks?: Record<number, string>;
  limits?: [lower: number, mean: number, upper: number];
  axis: [low: number, high: number, step: number];
  target?: number;
  says?: string;
  target_says?: string;
}

function measure({ values, verdicts = {}, marks = {}, limits, axis: [low, high, step], target, says, target_says, ...given }: Given): ReportMeasure {
  const shown = months.slice(-values.length);
  const points = values.map((value, n) => ({
    month: shown[n]!,
    label: label(shown[n]!),
    value: marks[n] ? null : value,
    n: marks[n] || value === null ? (marks[n] ? null : 0) : 100 + n * 3,
    mark: marks[n] ?? "",
    verdict: marks[n] || value === null ? null : (verdicts[n] ?? "usual"),
    why: verdicts[n] ? "8 months on one side of the mean" : null,
  }));
  const last = points.at(-1)!;
  const unit = given.unit ?? "%";
  const decimals = given.decimals ?? 0;
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, n) => low + n * step);
  return {
    question: "Do we come when we said?",
    group: "timeliness",
    group_name: "Timeliness",
    kind: "share",
    direction: "up",
    population: "People in this record, wherever they live; in networks, practices and their localities by the practice where they are registered.",
    counts: "Attended visits by the person whom the patient saw most in the last 90 days ÷ attended visits, 3 or more visits each.",
    source: "Visits, usual provider of care",
    tier: "system",
    of: "visits",
    headline: false,
    baseline: null,
    said: last.value === null ? null : `${last.value.toFixed(decimals)}${unit === "%" ? "%" : unit && ` ${unit}`}`,
    n: last.n,
    mark: last.mark,
    decimals,
    unit,
    ...given,
    chart: {
      points,
      limits: limits ? { lower: limits[0], mean: limits[1], upper: limits[2], months: 12 } : null,
      target: target ?? null,
      low,
      high,
      ticks,
      says: says ?? "No change: only usual variation",
      verdict: last.verdict,
      target_says: target_says ?? null,
    },
  };
}

const all = (from: number, to: number, verdict: ChartPoint["verdict"]) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, n) => [from + n, verdict]));
const known = [61, 63, 60, 62, 64, 59, 62, 61, 65, 60, 63, 62, 61, 58, 60, 63, 62, 65, 61, 64, 60, 63, 62, 64];
const measures: ReportMeasure[] = [
  measure({
    key: "arrived-on-time",
    name: "Seen within 2 hours",
    headline: true,
    of: "urgent referrals",
    values: [66, 69, 63, 67, 70, 65, 68, 64, 69, 66, 71, 67, 66, 70, 68, 72, 74, 73, 76, 75, 78, 77, 80, 81],
    verdicts: all(13, 24, "better"),
    limits: [56.2, 67, 77.8],
    axis: [50, 90, 10],
    target: 70,
    says: "Better: 11 months above the mean",
    target_says: "Target 70%, met since Feb 2026",
    counts:
      "Urgent community response referrals with the first face-to-face contact 120 min or less after the need was identified ÷ those with both times.",
    source: "Referrals and visits, measurement type 05",
  }),
  measure({
    key: "known-face",
    name: "Visits by a known face",
    headline: true,
    values: known,
    limits: [54.4, 61.8, 69.2],
    axis: [50, 80, 10],
    target: 75,
    target_says: "Target 75%, not met",
  }),
  measure({
    key: "plan-in-place",
    name: "Plan, lead and consent in place",
    headline: true,
    of: "people at high risk",
    values: [71, 72, 70, 73, 72, 71, 74, 72, 73, 71, 74, 73, 74, 76, 75, 77, 79, 80, 81, 83, 84, 85, 87, 88],
    marks: { 3: "*", 4: "†" },
    verdicts: all(12, 24, "better"),
    limits: [67, 72, 77],
    axis: [60, 100, 10],
    target: 90,
    says: "Better: 12 months above the mean",
    target_says: "Target 90%, not met",
  }),
  measure({
    key: "different-professionals",
    name: "Different professionals in 90 days",
    headline: true,
    kind: "median",
    unit: "",
    decimals: 0,
    of: "people",
    direction: "down",
    values: [4.1, 3.9, 4.2, 4, 4.3, 4.1, 3.8, 4.2, 4, 4.1, 3.9, 4.2, 4, 4.2, 5.3, 4.2, 3.9, 4.2, 4, 4.3, 4.1, 3.9, 4.2, 4.6],
    verdicts: { 14: "worse" },
    limits: [3.4, 4.1, 4.7],
    axis: [3, 6, 1],
    target: 4,
    target_says: "Target 4 or fewer, not met",
  }),
  measure({
    key: "visits",
    name: "Visits",
    headline: true,
    kind: "count",
    unit: "",
    direction: "none",
    group: "activity",
    group_name: "Activity",
    values: known.map((value, n) => value * 140 + (n > 16 ? 900 : 0)),
    verdicts: all(17, 24, "signal"),
    limits: [8100, 8680, 9300],
    axis: [7000, 11000, 1000],
    said: "9,860",
    says: "Changed: 7 months above the upper limit",
  }),
  ...(
    [
      ["face-to-face-time", "Face-to-face time", "Activity", "min"],
      ["no-access", "Nobody opened", "Activity", "%"],
      ["travel-time", "Travel between visits", "Activity", "min"],
      ["not-recorded", "Visits without a record", "Activity", "%"],
      ["usual-in-one-profession", "A known face within a profession", "Continuity", "%"],
      ["contacts-a-day", "Visits a working day", "Workforce", ""],
    ] as const
  ).map(([key, name, group_name, unit], n) =>
    measure({
      key,
      name,
      group: group_name.toLowerCase(),
      group_name,
      unit,
      kind: unit === "%" ? "share" : "mean",
      values: known.map((value, at) => Math.round((value / 2 + n + (at % 3)) * 10) / 10),
      decimals: 1,
      limits: [26 + n, 31 + n, 37 + n],
      axis: [20, 50, 10],
      ...(n === 1 ? { marks: { 23: "*" } } : {}),
    }),
  ),
];

const columns = measures.filter((one) => one.headline).map(({ key, name }) => ({ key, name }));
const teams = ["East integrated team", "Rapid response, East", "Reablement, East", "Community therapy, East", "Social care, East", "Night service"];

function cell(key: string, row: number): ReportCell {
  const mark = row === 1 && key !== "visits" ? "*" : row === 4 && key !== "visits" ? "†" : "";
  const none = row === 2 && key === "arrived-on-time";
  const value = mark || none ? null : key === "visits" ? 3184 - row * 420 : key === "different-professionals" ? 4 + (row % 3) : 81 - row * 5;
  const said =
    value === null ? null : key === "visits" ? value.toLocaleString("en-GB") : key === "different-professionals" ? `${value}` : `${value}%`;
  return { key, month: "2026-10", value, said, n: value === null ? null : 120, mark };
}

function rows(keys: string[], name: string): ReportRow[] {
  const row = (scope: string, title: string, n: number, isTotal: boolean): ReportRow => ({
    scope,
    name: title,
    sort: isTotal ? "locality" : "team",
    is_total: isTotal,
    cells: keys.map((key) => cell(key, n)),
  });
  return [...teams.map((team, n) => row(`team:${n}`, team, n, false)), row("locality:East", name, 0, true)];
}

const long = "Tower Hamlets and the City of London integrated neighbourhood care alliance with all its partners";

/** `scenario`: reports-…, as in scenarios.ts. */
const made: ReportExport = {
  id: "export-0",
  what: "overview",
  form: "pdf",
  scope: "locality:East",
  scope_name: "East locality",
  until: "2026-10",
  months: 24,
  why: "For the board of the alliance",
  has_names: false,
  who: "Sharon Doyle",
  mine: true,
  asked_at: "2026-11-23T16:42:00Z",
  state: "ready",
  steps: 2,
  done: 2,
  doing: null,
  message: null,
  name: "overview-2026-10.pdf",
  rows: 600,
  pages: 8,
  size: 180_000,
  ends_at: "2026-12-07T16:42:00Z",
  schedule: null,
};
const exported: ReportExport[] = [made, { ...made, id: "export-old", form: "xlsx", who: "Danuta Lis", pages: null, state: "removed" }];

const each: ReportSchedule = {
  id: "schedule-0",
  what: "overview",
  form: "pdf",
  scope: "locality:East",
  scope_name: "East locality",
  months: 24,
  why: "For the board of the alliance",
  who: "Sharon Doyle",
  asked_at: "2026-08-12T10:00:00Z",
  first: "2026-08",
  state: "running",
  reason: null,
  changed_at: "2026-08-12T10:00:00Z",
  changed_by: "Sharon Doyle",
  next: "2026-11",
  next_on: "2026-12-01",
  exports: ["2026-10", "2026-09", "2026-08"].map((until, n) => ({
    ...made,
    id: `each-${n}`,
    schedule: "schedule-0",
    until,
    state: n === 0 ? ("ready" as const) : ("removed" as const),
  })),
};
const eachMonth: ReportSchedule[] = [
  each,
  {
    ...each,
    id: "schedule-1",
    form: "csv",
    state: "paused",
    changed_at: "2026-11-20T10:00:00Z",
    changed_by: "Danuta Lis",
    next: null,
    next_on: null,
  },
  {
    ...each,
    id: "schedule-2",
    form: "xlsx",
    who: "Somebody who left",
    state: "stopped",
    reason: "Whoever asked for it does not manage this place any more. Another manager can ask for it anew.",
    changed_by: null,
    next: null,
    next_on: null,
    exports: [],
  },
];

const outside = [
  { of: "stays in hospital", first: "2024-11", last: "2026-10", source: "Barts Health, SUS extract", lines: "500 or more", who: "Danuta Lis" },
  { of: "how many people live here", first: null, last: null, source: "ONS, mid-year estimates", lines: "3", who: "import-figures" },
].map((one, n) => ({ ...one, id: `outside-${n}`, at: "2026-11-20T09:12:00Z" }));
const sorts = [
  {
    of: "stays in hospital",
    header: "nhs_number,admitted_on,how,discharged_on,discharged_to",
    codes: { how: ["emergency", "emergency-avoidable", "planned"] },
    has_months: true,
  },
];

export function previewReports(scenario: string): Reports {
  const state = scenario.replace(/^reports-?/, "");
  const head = (which: WhichReport, keys: string[]) => {
    const isPlace = which.scope === "place";
    const isTeam = which.scope.startsWith("team:");
    const place = { scope: "place", name: state === "long" ? long : "Tower Hamlets", sort: "place" as const };
    const east = {
      scope: "locality:East",
      name: state === "long" ? "Bethnal Green, Globe Town and Victoria Park" : "East",
      sort: "locality" as const,
    };
    const team = { scope: which.scope, name: teams[Number(which.scope.slice(5))] ?? "East integrated team", sort: "team" as const };
    const until = which.until ?? "2026-10";
    return {
      now: "2026-11-24T09:41:00.000Z",
      made_at: state === "empty" ? null : "2026-11-24T05:02:00.000Z",
      scope: isPlace ? place : isTeam ? team : east,
      above: isPlace ? [] : isTeam ? [place, east] : [place],
      beside: isTeam
        ? teams.map((name, n) => ({ ...team, scope: `team:${n}`, name }))
        : isPlace
          ? [place]
          : [east, { ...east, scope: "locality:West", name: "West" }],
      months: [...months.filter((month) => month < until).slice(1 - which.months), until],
      month: label(until),
      is_over: until < "2026-11",
      uncounted: state === "counting" ? 9 : 0,
      first_month: state === "empty" ? null : "2024-11",
      by: isTeam ? null : (which.by ?? (isPlace ? "locality" : "team")),
      ways: isPlace ? ["locality", "organisation", "team", "area", "network", "practice"] : isTeam ? [] : ["team"],
      columns: columns.filter((one) => keys.includes(one.key)),
      rows: isTeam ? [] : rows(keys, isPlace ? place.name : east.name),
    };
  };
  const told = async <Value>(value: Value) => {
    await new Promise((done) => setTimeout(done, state === "loading" ? 3_600_000 : 300));
    if (state === "offline") return { ok: false, why: "offline", words: "" } as const;
    if (state === "error") return { ok: false, why: "busy", words: "" } as const;
    if (state === "gone") return { ok: false, why: "not-granted", words: "" } as const;
    return { ok: true, value } as const;
  };
  const keys = columns.map((one) => one.key);
  return {
    exports: () =>
      told({
        now: "2026-11-23T09:00:00.000Z",
        exports: state === "empty" ? [] : exported,
        unheld: [{ table: "602", title: "Disability type", why: "The record holds no disability as such." }],
      }),
    schedules: () => told(state === "empty" ? [] : eachMonth.map((one) => (state === "long" ? { ...one, scope_name: long } : one))),
    askEachMonth: (asked) => told({ ...each, ...asked }),
    changeSchedule: () => told(null),
    ask: (asked) => {
      exported.unshift({
        ...made,
        ...asked,
        until: asked.until ?? made.until,
        id: `export-${exported.length}`,
        state: "making",
        done: 1,
        doing: "Writing the file",
      });
      return told(exported[0]!);
    },
    stop: () => told(null),
    file: () => told(new Blob(["a file"])),
    outside: () => told({ files: state === "empty" ? [] : outside, sorts }),
    bring: () =>
      told({ isTaken: false, wrong: ["line 3, how: “by ambulance”; expected one of emergency, emergency-avoidable, planned"], asks: null } as const),
    bringBands: () => told({ isTaken: true, said: "40 people in 1 run; the record of 3 was changed." } as const),
    contract: (year) => told(previewContract(state, year)),
    revise: () =>
      Promise.resolve({ ok: false, why: "changed", words: "Somebody changed the contract meanwhile. Look at what stands now, then change it." }),
    suppose: (scenario) => told(previewScenario(state, scenario)),
    overview: (which) => told<ReportOverview>({ ...head(which, keys), measures }),
    measure: (key, which) => {
      const one = measures.find((each) => each.key === key) ?? measures[0]!;
      const { points } = one.chart;
      return told<ReportMeasurePage>({
        ...head(which, [key]),
        columns: [{ key, name: one.name }],
        measure: one,
        counts: points.map(({ month, label: words, value, n, mark }) => ({
          month,
          label: words,
          numerator: value === null || n === null ? null : Math.round((value * n) / 100),
          denominator: n,
          mark,
        })),
        parts: ["District nurse", "Physiotherapist", "Social worker"].map((part, n) => ({
          part,
          points: points.map(({ month, value, mark }) => ({
            month,
            value,
            said: value === null ? null : `${Math.round(value) - n}%`,
            n: 40,
            mark: n === 2 && month === "2026-08" ? "*" : mark,
          })),
        })),
      });
    },
  };
}
