/** What the record says in numbers, read online: small ones are hidden before they leave the server. */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import type {
  BandsFile,
  ContractPage,
  ContractResult,
  ContractRevision,
  ContractScenario,
  Imported,
  OutsideFile,
  OutsideFiles,
  OutsideTaken,
  ReportExport,
  ReportExports,
  ReportMeasurePage,
  ReportOverview,
  ReportSchedule,
  ReportSchedules,
} from "../api/types";
import { type Heard, heard } from "./heard";

export type {
  Chart,
  ChartPoint,
  ContractCapitation,
  ContractChoice,
  ContractLine,
  ContractPage,
  ContractResult,
  ContractRevised,
  ContractRevision,
  ContractScenario,
  ContractYear,
  OutsideFiles,
  ReportCell,
  ReportCounts,
  ReportExport,
  ReportExports,
  ReportMeasure,
  ReportMeasurePage,
  ReportOverview,
  ReportPart,
  ReportPoint,
  ReportRow,
  ReportSchedule,
  ReportScope,
} from "../api/types";

/** Of what, until which month ("2026-10"; null: the last that is over), over how many, told apart by what (null: the first way). */
export interface WhichReport {
  scope: string;
  until: string | null;
  months: number;
  by: string | null;
}

/** What is to be made, in which form, and why. */
export interface ExportAsked extends Omit<WhichReport, "by"> {
  what: string;
  form: string;
  why: string;
}

/** What became of a file: taken, in words; or each line that is wrong; or what it would take away, and the key by which one says that it may. */
export type Brought = { isTaken: true; said: string } | { isTaken: false; wrong: string[]; asks: { takesAway: string[]; key: string } | null };

export interface Reports {
  overview(which: WhichReport): Promise<Heard<ReportOverview>>;
  measure(key: string, which: WhichReport): Promise<Heard<ReportMeasurePage>>;
  /** Every export of the place, the newest first, and for which tables of the national return the record holds nothing. */
  exports(): Promise<Heard<ReportExports>>;
  ask(asked: ExportAsked): Promise<Heard<ReportExport>>;
  /** What is made of each month by itself. */
  schedules(): Promise<Heard<ReportSchedule[]>>;
  askEachMonth(asked: Omit<ExportAsked, "until">): Promise<Heard<ReportSchedule>>;
  changeSchedule(id: string, state: "running" | "paused" | "ended"): Promise<Heard<null>>;
  /** Stops one that is being made, or takes its file away. */
  stop(id: string): Promise<Heard<null>>;
  /** The file of one that is ready; that it was fetched is on record. */
  file(id: string): Promise<Heard<Blob>>;
  /** Which files told what the record cannot know, and what a file may hold. */
  outside(): Promise<Heard<OutsideFiles>>;
  bring(file: OutsideFile): Promise<Heard<Brought>>;
  bringBands(file: BandsFile): Promise<Heard<Brought>>;
  /** The outcomes contract with one of its years; null: the one that runs. */
  contract(year: number | null): Promise<Heard<ContractPage>>;
  revise(contract: ContractRevision): Promise<Heard<ContractPage>>;
  /** What a year would earn: an answer, kept nowhere. */
  suppose(scenario: ContractScenario): Promise<Heard<ContractResult>>;
}

export function reportsOf(client: Client): Reports {
  return {
    overview: (which) => heard(client.json<ReportOverview>(`/reports?${asking(which)}`)),
    measure: (key, which) => heard(client.json<ReportMeasurePage>(`/reports/${key}?${asking(which)}`)),
    exports: () => heard(client.json<ReportExports>("/reports/exports")),
    ask: (json) => heard(client.json<ReportExport>("/reports/exports", { method: "POST", json })),
    schedules: () => heard(client.json<ReportSchedules>("/reports/schedules").then(({ schedules }) => schedules)),
    askEachMonth: (json) => heard(client.json<ReportSchedule>("/reports/schedules", { method: "POST", json })),
    changeSchedule: (id, state) => heard(client.json<undefined>(`/reports/schedules/${id}`, { method: "PATCH", json: { state } }).then(() => null)),
    stop: (id) => heard(client.json<undefined>(`/reports/exports/${id}`, { method: "DELETE" }).then(() => null)),
    file: (id) => heard(client.stream(`/reports/exports/${id}/content`, {}).then((stream) => new Response(stream).blob())),
    outside: () => heard(client.json<OutsideFiles>("/outside/files")),
    bring: (json) => heard(brought(client.json<OutsideTaken>("/outside/files", { method: "POST", json }).then(({ said }) => said))),
    bringBands: (json) => heard(brought(client.json<Imported>("/population/runs", { method: "POST", json }).then(bandsInWords))),
    contract: (year) => heard(client.json<ContractPage>(`/outcomes-contract${year === null ? "" : `?year=${year}`}`)),
    revise: (json) => heard(client.json<ContractPage>("/outcomes-contract", { method: "PUT", json })),
    suppose: (json) => heard(client.json<ContractResult>("/outcomes-contract/scenario", { method: "POST", json })),
  };
}

/** A file that is refused is an answer too: it says what is wrong with which line, or asks whether what it takes away may go. */
async function brought(answer: Promise<string>): Promise<Brought> {
  try {
    return { isTaken: true, said: await answer };
  } catch (error) {
    if (!(error instanceof ApiError) || !error.errors) throw error;
    const { takes_away: takesAway, key } = error.errors as { takes_away?: string[]; key?: string[] };
    if (error.code === "takes-away" && takesAway && key?.[0]) return { isTaken: false, wrong: [], asks: { takesAway, key: key[0] } };
    if (error.status !== 422) throw error;
    return { isTaken: false, wrong: Object.values(error.errors).flat().map(String), asks: null };
  }
}

function bandsInWords({ people, runs, written }: Imported): string {
  const counted = Object.values(people).reduce((sum, n) => sum + n, 0);
  return `${counted} ${counted === 1 ? "person" : "people"} in ${runs} ${runs === 1 ? "run" : "runs"}; the record of ${written} was changed.`;
}

function asking({ scope, until, months, by }: WhichReport): URLSearchParams {
  return new URLSearchParams({ scope, ...(until ? { until } : {}), months: String(months), ...(by ? { by } : {}) });
}
