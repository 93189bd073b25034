import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import type { Heard } from "../store/heard";
import type { Brought, OutsideFiles } from "../store/reports";
import { useStore } from "../store/use-store";
import { Button, Choice, Dialog, Field } from "../ui";
import { longMonth } from "../voice/words";
import { ask } from "./ask";
import { choosable } from "./words";

const bands = "nhs_number,practice,run_on,model,version,score,band";
const whats = [
  { value: "figures", text: "Figures", detail: "Stays in hospital, moves to care homes, reablement, delayed transfers, residents" },
  { value: "bands", text: "Risk bands", detail: "At most 1,000 people with their bands; a whole list is taken by whoever runs the server" },
] as const;
const back = 36;
/** So many months back a file may tell of. */

/** A file is taken whole or not at all; each line that is wrong is told, with what was expected. It stays open until the file is right or put away. */
export function BringFile({ sorts, onTaken, onClose }: { sorts: OutsideFiles["sorts"]; onTaken: () => void; onClose: () => void }) {
  const store = useStore();
  const past = choosable(monthsBefore(dayOf(store.now.value), back), dayOf(store.now.value).slice(0, 7)).slice(1);
  const [what, setWhat] = useState<(typeof whats)[number]["value"]>("figures");
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState("");
  const [first, setFirst] = useState(past[0]!);
  const [last, setLast] = useState(past[0]!);
  const [errors, setErrors] = useState<{ file?: string; source?: string }>({});
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [asks, setAsks] = useState<{ takesAway: readonly string[]; key: string } | null>(null);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const choose = (one: typeof what) => {
    setAsks(null);
    setWhat(one);
  };
  const begin = (month: string) => {
    setAsks(null);
    setFirst(month);
    if (month > last) setLast(month);
  };
  const until = (month: string) => {
    setAsks(null);
    setLast(month);
  };
  const take = async (knowing = "") => {
    const missing = {
      ...(file ? {} : { file: "Choose the file." }),
      ...(source.trim() ? {} : { source: "Say where it comes from: it stands beside the figures." }),
    };
    setErrors(missing);
    setWrong([]);
    setAsks(null);
    setSaid("");
    if (!file || !source.trim()) return;
    setBusy(true);
    const text = await file.text();
    const from = { file: text, source: source.trim() };
    const months = sorts.some((one) => !one.has_months && text.replace(/^\uFEFF/, "").startsWith(one.header)) ? {} : { first, last };
    const heard: Heard<Brought> = await ask(store, (reports) =>
      what === "bands" ? reports.bringBands(from) : reports.bring({ ...from, ...months, knowing }),
    );
    setBusy(false);
    if (!heard.ok) setErrors({ file: heard.words || "That needs coverage: nothing was taken. Try again when there is some." });
    else if (!heard.value.isTaken) {
      setWrong(heard.value.wrong);
      setAsks(heard.value.asks);
    } else {
      setSaid(heard.value.said);
      setFile(null);
      onTaken();
    }
  };
  return (
    <Dialog title="Bring a file" onClose={onClose}>
      <Choice legend="What" options={whats} value={what} onChange={choose} />
      <Field label="File, CSV in UTF-8" error={errors.file ?? null}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            type="file"
            accept=".csv,text/csv"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            // The same file, mended, is chosen again: the browser would say that nothing changed.
            onClick={(event) => {
              event.currentTarget.value = "";
              setFile(null);
              setAsks(null);
            }}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        )}
      </Field>
      {what === "figures" && (
        <div class="months">
          <Month label="It tells all from" value={first} months={past} onChange={begin} />
          <Month label="until" value={last} months={past.filter((month) => month >= first)} onChange={until} />
        </div>
      )}
      <Field label="Where it comes from" error={errors.source ?? null}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            type="text"
            maxLength={what === "bands" ? 100 : 200}
            autocomplete="off"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={source}
            onInput={(event) => setSource(event.currentTarget.value)}
          />
        )}
      </Field>
      {what === "figures" && (
        <p class="muted">
          It takes the place of what was told of these months before. Residents are of the days in the file, whatever months stand here.
        </p>
      )}
      {wrong.length > 0 && (
        <div class="wrong" role="alert">
          <b>Nothing was taken. Put these right and bring it again:</b>
          <ul>
            {wrong.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {asks && (
        <div class="wrong" role="alert">
          <b>Nothing was taken yet. If it is:</b>
          <ul>
            {asks.takesAway.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Button look="second" busy={busy} onClick={() => void take(asks.key)}>
            Bring it anyway
          </Button>
        </div>
      )}
      {said && <p role="status">Taken. {said}</p>}
      <details>
        <summary>What a file holds</summary>
        <p>The first line is one of these, exactly; dates are like 2026-10-31.</p>
        <dl>
          {what === "bands" ? (
            <>
              <dt>Risk bands</dt>
              <dd>
                <code>{bands}</code>
                <p>band: very-high, high, moderate, low; score stays empty.</p>
              </dd>
            </>
          ) : (
            sorts.map((one) => (
              <div key={one.header}>
                <dt>{one.of.charAt(0).toUpperCase() + one.of.slice(1)}</dt>
                <dd>
                  <code>{one.header}</code>
                  {Object.entries(one.codes).map(([column, codes]) => (
                    <p key={column}>
                      {column}: {codes.join(", ")}
                    </p>
                  ))}
                </dd>
              </div>
            ))
          )}
        </dl>
      </details>
      <div class="acts">
        <Button busy={busy} onClick={() => void take()}>
          Take it in
        </Button>
        <Button look="second" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function Month(props: { label: string; value: string; months: readonly string[]; onChange: (month: string) => void }) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.months.map((month) => (
          <option key={month} value={month}>
            {longMonth(month)}
          </option>
        ))}
      </select>
    </label>
  );
}

function monthsBefore(day: string, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
