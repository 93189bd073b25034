import type { People } from "../store/contract";
import { DateInput, Segmented, TextArea, TextInput } from "../ui";
import { fieldOf } from "./fields";

type Values = Record<string, unknown>;
const text = (v: unknown): string => (v === null || v === undefined ? "" : String(v));

/** The group written anew: all of its fields, because they are one statement (M3). */
export function Anew(props: { kind: string; fields: readonly string[]; values: Values; error: string | null; people: People; put: (values: Values) => void }) {
  const { kind, values, put } = props;
  return (
    <div class="fields" aria-live="off">
      {props.error && (
        <p class="problem" role="alert">
          {props.error}
        </p>
      )}
      {props.fields.map((field) => {
        const f = fieldOf(kind, field);
        const value = values[field];
        const id = `anew-${field}`;
        switch (f.as) {
          case "fixed":
            return null;
          case "area":
            return <TextArea key={field} label={f.label} id={id} rows={2} value={text(value)} onInput={(t) => put({ [field]: t || null })} />;
          case "lines":
            return <TextArea key={field} label={f.label} hint="One a line." id={id} rows={2} value={Array.isArray(value) ? value.join("\n") : ""} onInput={(t) => put({ [field]: t ? t.split("\n") : null })} />;
          case "date":
            return <DateInput key={field} legend={f.label} id={id} value={text(value) || null} onChange={(v) => v !== "invalid" && put({ [field]: v })} />;
          case "yes-no":
            return (
              <Segmented
                key={field}
                legend={f.label}
                showLegend
                value={value === true ? "yes" : value === false ? "no" : null}
                segments={[
                  { value: "yes", text: "Yes" },
                  { value: "no", text: "No" },
                ]}
                onChange={(v) => put({ [field]: v === "yes" })}
              />
            );
          case "staff":
          case "organisation":
          case "choice":
            return <Select key={field} id={id} label={f.label} value={text(value)} options={f.options ?? optionsOf(f.as, props.people)} put={(v) => put({ [field]: v })} />;
          case "text":
            return <TextInput key={field} label={f.label} id={id} value={text(value)} onInput={(t) => put({ [field]: t || null })} />;
        }
      })}
    </div>
  );
}

function optionsOf(as: "staff" | "organisation" | "choice", people: People): { value: string; words: string }[] {
  const staff = people.allStaff();
  if (as === "staff") return staff.map((s) => ({ value: s.id, words: [s.name, s.profession?.toLowerCase()].filter(Boolean).join(", ") }));
  return [...new Set(staff.flatMap((s) => (s.organisation ? [s.organisation] : [])))].map((id) => ({ value: id, words: people.organisation(id)?.name ?? "" }));
}

function Select(props: { id: string; label: string; value: string; options: readonly { value: string; words: string }[]; put: (v: string | null) => void }) {
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
