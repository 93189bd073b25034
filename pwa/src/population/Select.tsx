import { Field } from "../ui";

export interface Picks {
  label: string;
  options: readonly { value: string; text: string }[];
}

/** One of a list, under headings where there are several; `none`: what an empty choice is called. */
export function Select(props: {
  label: string;
  value: string;
  none: string;
  groups: readonly Picks[];
  onChange: (value: string) => void;
  hint?: string;
  error?: string | null;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          value={props.value}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <option value="">{props.none}</option>
          {props.groups.map(({ label, options }) =>
            options.length === 0 ? null : (
              <optgroup key={label} label={label}>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.text}
                  </option>
                ))}
              </optgroup>
            ),
          )}
        </select>
      )}
    </Field>
  );
}
