/** What the reports say in words. Pure: every number comes from the server, hidden where it has to be. */
import type { ReportMeasure, ReportScope } from "../store/reports";

export const verdicts = {
  better: "better than chance explains",
  worse: "worse than chance explains",
  signal: "more change than chance explains",
  usual: "usual variation",
} as const;

export const tiers: Record<string, string> = {
  commissioner: "the commissioner’s, which pays by it",
  system: "the whole alliance’s",
  service: "the service’s own",
};

type Sort = ReportScope["sort"];
const one: Record<Sort, string> = {
  place: "place",
  locality: "locality",
  organisation: "organisation",
  team: "team",
  area: "locality of practices",
  network: "network",
  practice: "practice",
};
const many: Record<Sort, string> = {
  place: "Places",
  locality: "Localities",
  organisation: "Organisations",
  team: "Teams",
  area: "Localities of practices",
  network: "Networks of practices",
  practice: "Practices",
};
export const sortInWords = (sort: string): string => one[sort as Sort] ?? sort;
export const sortsInWords = (sort: string): string => many[sort as Sort] ?? sort;
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A locality has teams and it has practices: two parts of a place with one name. */
export const nameOfScope = (scope: ReportScope): string => (scope.sort === "area" ? `${scope.name}, its practices` : scope.name);

/** "1,234.5", with so many places after the point. */
export function inNumber(value: number, decimals: number): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** What stands behind a measure's value: "of 9,214 visits", "median of 412 people". Null where the value is the number itself. */
export function ofWhat(measure: Pick<ReportMeasure, "kind" | "n" | "of">): string | null {
  if (measure.kind === "count") return measure.of;
  if (measure.n === null) return null;
  const of = `${inNumber(measure.n, 0)} ${measure.of}`;
  return measure.kind === "median" ? `median of ${of}` : ["mean", "change"].includes(measure.kind) ? `mean of ${of}` : `of ${of}`;
}

export const marks = {
  "*": "fewer than 5 people, or all but fewer than 5: not shown",
  "†": "also hidden, so that another number cannot be worked out",
  "‡": "of fewer than ten people it is one person’s own number: not shown",
} as const;
/** What a mark says to who hears it. */
export const markInWords = (mark: string): string => marks[mark as keyof typeof marks] ?? "";

/** "Better" and "11 months above the mean" of what a chart says; the second is empty where it is one sentence. */
export function saysOf(words: string): [string, string] {
  const at = words.indexOf(": ");
  return at < 0 ? [words, ""] : [words.slice(0, at), words.slice(at + 2)];
}

/** A chart to who cannot see it: what it says, its target, its last number, and what is not shown. Every number stands in its table. */
export function inWords({ name, chart, said, mark }: Pick<ReportMeasure, "name" | "chart" | "said" | "mark">): string {
  const { points } = chart;
  const hidden = points.filter((point) => point.mark).length;
  return [
    `${name}, ${points[0]?.label ?? ""} to ${points.at(-1)?.label ?? ""}: ${said ?? (mark ? "the last month is not shown" : "nothing in the last month")}`,
    chart.says,
    chart.target_says,
    hidden > 0 ? `${hidden} ${hidden === 1 ? "month is" : "months are"} not shown` : null,
  ]
    .filter(Boolean)
    .join(". ");
}

/** Measures in which all of these words stand: in the name, question, group or definition. */
export function found<Of extends Pick<ReportMeasure, "name" | "question" | "group_name" | "counts">>(measures: readonly Of[], words: string): Of[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return measures.filter((one) => {
    const text = `${one.name} ${one.question} ${one.group_name} ${one.counts}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Whether a measure has a card with its chart: a headline of which something was counted in these months. An empty chart tells no more than a line. */
export function isCard({ headline, chart }: Pick<ReportMeasure, "headline" | "chart">): boolean {
  return headline && chart.points.some((point) => point.value !== null || point.mark !== "");
}

const partNames: Record<string, string> = {
  seen: "Seen",
  part: "Seen in part",
  declined: "Declined",
  "no-access": "Nobody opened",
  "in-hospital": "In hospital",
  "not-safe": "Not safe to stay",
  cancelled: "Cancelled",
  "not-ended": "No word of leaving",
  "not-recorded": "No word at all",
  urgent: "Urgent",
  repeating: "Repeating",
  single: "Single",
};
/** A part of a measure: an ending, a sort of visit, a profession as the record has it. */
export const partInWords = (part: string): string => partNames[part] ?? capital(part);

/** The months one may choose, newest first: from the first that was counted to this one. */
export function choosable(first: string, now: string): string[] {
  const at = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: Math.max(at(now) - at(first) + 1, 1) }, (_, n) => {
    const month = at(now) - n;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
