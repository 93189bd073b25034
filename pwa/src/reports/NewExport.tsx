import { useState } from "preact/hooks";
import type { ReportOverview } from "../store/reports";
import { Button, Choice, Dialog, Field } from "../ui";
import { longMonth } from "../voice/words";
import type { Exports } from "./use-exports";

const forms = [
  { value: "pdf", text: "PDF", detail: "To read and to print: cover, contents, charts, tables, definitions" },
  { value: "xlsx", text: "XLSX", detail: "A spreadsheet: every month, what lies beneath, definitions" },
  { value: "csv", text: "CSV", detail: "One table, a row for each measure and month" },
];

/** What is shown becomes a file: in which form, and why. It goes on when this is closed. */
export function NewExport({ page, held, onClose }: { page: ReportOverview; held: Exports; onClose: () => void }) {
  const [form, setForm] = useState("pdf");
  const [why, setWhy] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const until = page.months.at(-1)!;
  const begin = async () => {
    if (!why.trim()) {
      setError("Say what it is for: it stands in the record of exports.");
      return;
    }
    setBusy(true);
    const asked = { what: "overview", form, scope: page.scope.scope, until, months: page.months.length, why: why.trim() };
    const made = await held.act((reports) => reports.ask(asked));
    setBusy(false);
    if (made) onClose();
    else setError("It was not begun. Your words stand here: try again in a moment, when there is coverage and no others of yours wait.");
  };
  return (
    <Dialog title="Export" onClose={onClose}>
      <p>
        <b>This overview</b>: {page.scope.name}, {longMonth(until)}, with {page.months.length} months. Nobody can be told from it; small numbers are
        hidden as they are here.
      </p>
      <Choice legend="Form" options={forms} value={form} onChange={setForm} />
      <Field label="Why, for the record" error={error}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            type="text"
            maxLength={200}
            autocomplete="off"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={why}
            onInput={(event) => {
              setWhy(event.currentTarget.value);
              setError(null);
            }}
          />
        )}
      </Field>
      <div class="acts">
        <Button busy={busy} onClick={() => void begin()}>
          Start export
        </Button>
        <Button look="second" onClick={onClose}>
          Close
        </Button>
      </div>
      <p class="muted">It goes on when this is closed, and stands in the list when it is ready.</p>
    </Dialog>
  );
}
