import { useId } from "preact/hooks";

export interface Option<V extends string> {
  value: V;
  text: string;
  detail?: string;
}

/** Large radio buttons, one under the other. `null`: none chosen yet. */
export function Choice<V extends string>(props: {
  legend: string;
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  hideLegend?: boolean;
  error?: string | null;
}) {
  const name = useId();
  return (
    <fieldset aria-describedby={props.error ? `${name}-error` : undefined}>
      <legend class={props.hideLegend ? "vh" : undefined}>{props.legend}</legend>
      {props.error && (
        <p class="problem" id={`${name}-error`}>
          <span class="vh">Error: </span>
          {props.error}
        </p>
      )}
      <div class="choices">
        {props.options.map((option) => (
          <label class="choice" key={option.value}>
            <input type="radio" name={name} checked={props.value === option.value} onChange={() => props.onChange(option.value)} />
            <span>
              <b>{option.text}</b>
              {option.detail && <small>{option.detail}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Tick(props: { text: string; detail?: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>
        <b>{props.text}</b>
        {props.detail && <small>{props.detail}</small>}
      </span>
    </label>
  );
}
