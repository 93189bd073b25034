import { useId, useState } from "preact/hooks";
import { dateFromParts } from "../lib/dates";

/** Three boxes, as the NHS design system has them. Hands on `YYYY-MM-DD`, `null` while empty, `"invalid"` while it is no date. */
export function DateInput(props: {
  legend: string;
  value: string | null;
  onChange: (value: string | null | "invalid") => void;
  onLeave?: () => void;
  hint?: string;
  error?: string | null;
  id?: string;
}) {
  const made = useId();
  const id = props.id ?? made;
  const [year = "", month = "", day = ""] = (props.value ?? "").split("-");
  const [typed, setTyped] = useState({ day: day.replace(/^0/, ""), month: month.replace(/^0/, ""), year });
  const put = (part: "day" | "month" | "year", text: string) => {
    const next = { ...typed, [part]: text.trim() };
    setTyped(next);
    props.onChange(next.day || next.month || next.year ? (dateFromParts(next.day, next.month, next.year) ?? "invalid") : null);
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
