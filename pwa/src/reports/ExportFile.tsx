import { useState } from "preact/hooks";
import { handOver } from "../lib/hand-over";
import type { ReportExport } from "../store/reports";
import { Button } from "../ui";
import { longMonth } from "../voice/words";
import { nameOfWhat } from "./returns";
import type { Exports } from "./use-exports";

/** The file of an export as long as it is kept; else what came of it. */
export function ExportFile({ one, held }: { one: ReportExport; held: Exports }) {
  const [busy, setBusy] = useState(false);
  if (one.state !== "ready") return <>{ended[one.state] ?? one.message ?? "could not be made"}</>;
  const fetchIt = async () => {
    setBusy(true);
    const file = await held.act((reports) => reports.file(one.id));
    setBusy(false);
    if (file) handOver(file, one.name ?? `export.${one.form}`);
  };
  return (
    <Button look="quiet" busy={busy} onClick={() => void fetchIt()}>
      Download<span class="vh"> {whatOf(one)}</span>
    </Button>
  );
}

const ended: Partial<Record<string, string>> = {
  waiting: "waits for the worker",
  making: "being made",
  removed: "removed after 14 days",
  stopped: "stopped",
};

export function whatOf(one: Pick<ReportExport, "what" | "scope_name" | "until">): string {
  return `${nameOfWhat(one.what)}, ${one.scope_name}, ${longMonth(one.until)}`;
}

export function sizeOf(one: ReportExport): string {
  if (one.pages) return one.pages === 1 ? "1 page" : `${one.pages} pages`;
  if (one.rows === null) return "";
  return one.rows === 1 ? "1 row" : `${one.rows.toLocaleString("en-GB")} rows`;
}
