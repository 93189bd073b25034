import { isDate } from "../lib/dates";
import { professionInside } from "../lib/profession";
import { Lines } from "../patient/Lines";
import type { People } from "../store/contract";
import { DateInput, Segmented, TextArea, TextInput } from "../ui";
import { notADate } from "./choice";
import { fieldOf } from "./fields";

type Values = Record<string, unknown>;
const text = (v: unknown): string => (v === null || v === undefined ? "" : String(v));

/** The group written anew: all of its fields, because they are one statement (M3). */
export function Anew(props: {
  kind: string;
  fields: readonly string[];
  values: Values;
  error: string | null;
  people: People;
  put: (values: Values) => void;
}) {
  const { kind, values, put } = props;
  return (
    <div class="fields" aria-live="off">
      {props.error && (
        <p class="problem" role="alert">
          {props.error}
        </p>
      )}
      {props.fields.map((field) => (
        <One key={field} kind={kind} field={field} value={values[field]} people={props.people} put={(value) => put({ [field]: value })} />
      ))}
    </div>
  );
}

function One({ kind, field, value, people, put }: { kind: string; field: string; value: unknown; people: People; put: (value: unknown) => void }) {
  const f = fieldOf(kind, field);
  const shared = { label: f.label, id: `anew-${field}` };
  switch (f.as) {
    case "fixed":
      return null;
    case "area":
      return <TextArea {...shared} rows={2} value={text(value)} onInput={(t) => put(t || null)} />;
    case "lines":
      return <Lines {...shared} value={Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : []} onChange={put} />;
    case "date":
      return (
        <DateInput
          legend={f.label}
          id={shared.id}
          value={text(value) || null}
          error={text(value) && !isDate(text(value)) ? notADate : null}
          onChange={put}
        />
      );
    case "yes-no":
      return (
        <Segmented
          legend={f.label}
          showLegend
          value={value === true ? "yes" : value === false ? "no" : null}
          segments={[
            { value: "yes", text: "Yes" },
            { value: "no", text: "No" },
          ]}
          onChange={(v) => put(v === "yes")}
        />
      );
    case "staff":
    case "organisation":
    case "choice":
      return <Select {...shared} value={text(value)} options={f.options ?? optionsOf(f.as, people)} put={put} />;
    case "text":
      return <TextInput {...shared} value={text(value)} onInput={(t) => put(t || null)} />;
  }
}

function optionsOf(as: "staff" | "organisation" | "choice", people: People): { value: string; words: string }[] {
  const staff = people.allStaff();
  if (as === "staff") return staff.map((s) => ({ value: s.id, words: [s.name, professionInside(s.profession)].filter(Boolean).join(", ") }));
  return [...new Set(staff.flatMap((s) => (s.organisation ? [s.organisation] : [])))].map((id) => ({
    value: id,
    words: people.organisation(id)?.name ?? "",
  }));
}

function Select(props: {
  id: string;
  label: string;
  value: string;
  options: readonly { value: string; words: string }[];
  put: (v: string | null) => void;
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <select id={props.id} value={props.value} onChange={(e) => props.put(e.currentTarget.value || null)}>
        <option value="">Not said</option>
        {props.options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.words}
          </option>
        ))}
      </select>
    </div>
  );
}
