/** What the record says in numbers, read online: small ones are hidden before they leave the server. */
import type { Client } from "../api/client";
import type { ReportMeasurePage, ReportOverview } from "../api/types";
import { type Heard, heard } from "./heard";

export type {
  Chart,
  ChartPoint,
  ReportCell,
  ReportCounts,
  ReportMeasure,
  ReportMeasurePage,
  ReportOverview,
  ReportPart,
  ReportPoint,
  ReportRow,
  ReportScope,
} from "../api/types";

/** Of what, until which month ("2026-10"; null: the last that is over), over how many, told apart by what (null: the first way). */
export interface WhichReport {
  scope: string;
  until: string | null;
  months: number;
  by: string | null;
}

export interface Reports {
  overview(which: WhichReport): Promise<Heard<ReportOverview>>;
  measure(key: string, which: WhichReport): Promise<Heard<ReportMeasurePage>>;
}

export function reportsOf(client: Client): Reports {
  return {
    overview: (which) => heard(client.json<ReportOverview>(`/reports?${asking(which)}`)),
    measure: (key, which) => heard(client.json<ReportMeasurePage>(`/reports/${key}?${asking(which)}`)),
  };
}

function asking({ scope, until, months, by }: WhichReport): URLSearchParams {
  return new URLSearchParams({ scope, ...(until ? { until } : {}), months: String(months), ...(by ? { by } : {}) });
}
