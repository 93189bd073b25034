import { useId, useState } from "preact/hooks";
import { dateAsTyped, typedDate } from "../lib/dates";

/**
 * Three boxes, as the NHS design system has them. Hands on `YYYY-MM-DD`, `null` while empty, and what was typed while it is no date (`dateAsTyped`): whoever
 * keeps that shows it again in the same boxes.
 */
export function DateInput(props: {
  legend: string;
  value: string | null;
  onChange: (value: string | null) => void;
  onLeave?: () => void;
  hint?: string;
  error?: string | null;
  id?: string;
}) {
  const made = useId();
  const id = props.id ?? made;
  const [own, setOwn] = useState({ typed: typedDate(props.value), said: props.value });
  // Another value than was handed on from here (a draft found again, a colleague's) takes the place of what was typed.
  const typed = own.said === props.value ? own.typed : typedDate(props.value);
  const put = (part: "day" | "month" | "year", text: string) => {
    const next = { ...typed, [part]: text.trim() };
    const said = dateAsTyped(next.day, next.month, next.year);
    setOwn({ typed: next, said });
    props.onChange(said);
  };
  const described = [props.hint ? `${id}-hint` : "", props.error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div class={props.error ? "field wrong" : "field"}>
      <fieldset
        aria-describedby={described}
        onFocusOut={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) props.onLeave?.();
        }}
      >
        <legend>{props.legend}</legend>
        {props.hint && (
          <p class="hint" id={`${id}-hint`}>
            {props.hint}
          </p>
        )}
        {props.error && (
          <p class="problem" id={`${id}-error`}>
            <span class="vh">Error: </span>
            {props.error}
          </p>
        )}
        <div class="date">
          {(["day", "month", "year"] as const).map((part) => (
            <div class={part} key={part}>
              <label for={part === "day" ? id : `${id}-${part}`}>{part === "day" ? "Day" : part === "month" ? "Month" : "Year"}</label>
              <input
                id={part === "day" ? id : `${id}-${part}`}
                type="text"
                inputMode="numeric"
                autocomplete="off"
                value={typed[part]}
                aria-invalid={props.error ? true : undefined}
                onInput={(event) => put(part, event.currentTarget.value)}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
