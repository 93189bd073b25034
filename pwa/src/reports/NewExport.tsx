import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import type { ReportOverview } from "../store/reports";
import { useStore } from "../store/use-store";
import { Button, Choice, Dialog, Field } from "../ui";
import { longMonth } from "../voice/words";
import { saidOf, type What, whats } from "./returns";
import type { Exports } from "./use-exports";

const forms = [
  { value: "pdf", text: "PDF", detail: "To read and to print: cover, contents, charts, tables, definitions" },
  { value: "xlsx", text: "XLSX", detail: "A spreadsheet: every month, what lies beneath, definitions" },
  { value: "csv", text: "CSV", detail: "One table, a row for each measure and month" },
];
const returnForms = [
  { value: "csv", text: "CSV", detail: "A row for the place, and one for each team" },
  { value: "xlsx", text: "XLSX", detail: "The same, with a sheet that says what each column holds" },
];

const times = [
  { value: "now", text: "Once, now" },
  { value: "each-month", text: "Each month", detail: "By itself, once the month is over and its figures are counted" },
] as const;

/** What is shown becomes a file, or its last month a national return: in which form, why, and whether each month. It goes on when this is closed. */
export function NewExport({ page, held, onClose }: { page: ReportOverview; held: Exports; onClose: () => void }) {
  const today = useStore().now.value;
  const [what, setWhat] = useState<What>("overview");
  const [form, setForm] = useState("pdf");
  const [time, setTime] = useState<(typeof times)[number]["value"]>("now");
  const [why, setWhy] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const until = page.months.at(-1)!;
  const thisMonth = longMonth(dayOf(today).slice(0, 7));
  const isOfPeople = what === "csds" || what === "csds-report";
  const isEachMonth = !isOfPeople && time === "each-month";
  const choices = what === "fft" ? returnForms : forms;
  const chosen = choices.find((one) => one.value === form) ?? choices[0]!;
  const begin = async () => {
    if (!why.trim()) {
      setError("Say what it is for: it stands in the record of exports.");
      return;
    }
    setBusy(true);
    const of =
      what === "overview"
        ? { form: chosen.value, scope: page.scope.scope, months: page.months.length }
        : { form: what === "csds" ? "zip" : what === "fft" ? chosen.value : "csv", scope: "place", months: 1 };
    let words = "";
    const made = await held.act<unknown>(async (reports) => {
      const asked = { what, why: why.trim(), ...of };
      const heard = await (isEachMonth ? reports.askEachMonth(asked) : reports.ask({ ...asked, until }));
      if (!heard.ok && (heard.why === "wrong" || heard.why === "changed" || heard.why === "not-granted")) words = heard.words;
      return heard;
    });
    setBusy(false);
    if (made) onClose();
    else setError(words || "It was not begun. Your words stand here: try again in a moment, when there is coverage and no others of yours wait.");
  };
  return (
    <Dialog title="Export" onClose={onClose}>
      <Choice legend="What" options={whats} value={what} onChange={setWhat} />
      {isOfPeople ? (
        <Return month={until} said={saidOf(held.all, until)} unheld={held.unheld} />
      ) : (
        <>
          <Choice legend="When" options={times} value={time} onChange={setTime} />
          {what === "overview" ? (
            <p>
              <b>This overview</b>: {page.scope.name}, {isEachMonth ? `each month from ${thisMonth} on, with the` : `${longMonth(until)}, with`}{" "}
              {page.months.length} months
              {isEachMonth && " up to it"}. Nobody can be told from it; small numbers are hidden as they are here.
            </p>
          ) : (
            <p>
              <b>{isEachMonth ? `Each month from ${thisMonth} on` : longMonth(until)}, the whole place</b>: how many gave each answer, and by which
              mode. Fewer than 5 are in no number of it.{!isEachMonth && " Another month: choose it on the page first."}
            </p>
          )}
          <Choice legend="Form" options={choices} value={chosen.value} onChange={setForm} />
        </>
      )}
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
          {isEachMonth ? "Export each month" : "Start export"}
        </Button>
        <Button look="second" onClick={onClose}>
          Close
        </Button>
      </div>
      <p class="muted">
        {isEachMonth
          ? "Each stands in the list when it is ready. Any manager of the place can pause or end it."
          : "It goes on when this is closed, and stands in the list when it is ready."}
      </p>
    </Dialog>
  );
}

function Return({ month, said, unheld }: { month: string; said: string | null; unheld: Exports["unheld"] }) {
  return (
    <>
      <p>
        <b>{longMonth(month)}, the whole place.</b> People can be told from it: only whom the place has named may make it. Another month: choose it on
        the page first.
      </p>
      <p>{said ? `Its validation report: ${said}` : "No validation report of this month was made yet: it comes first."}</p>
      {unheld.length > 0 && (
        <details>
          <summary>
            {unheld.length === 1 ? "One of its tables has" : `${unheld.length} of its tables have`} headings only: the record holds nothing for them
          </summary>
          <ul>
            {unheld.map((one) => (
              <li key={one.table}>
                {one.table}, {one.title}: {one.why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
