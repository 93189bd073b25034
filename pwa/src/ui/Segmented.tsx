import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon";

export interface Segment<V extends string> {
  value: V;
  text: string;
  icon?: IconName;
  /** What choosing it means: green, warm, or neither. */
  tone?: "yes" | "no";
}

/** A few answers side by side: "Done" / "Not done". Radio buttons underneath: arrow keys move, the group has a name. */
export function Segmented<V extends string>(props: {
  legend: string;
  segments: readonly Segment<V>[];
  value: V | null;
  onChange: (value: V) => void;
  showLegend?: boolean;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend class={props.showLegend ? undefined : "vh"}>{props.legend}</legend>
      <span class="seg">
        {props.segments.map((segment) => (
          <label key={segment.value} class={segment.tone}>
            <input type="radio" name={name} checked={props.value === segment.value} onChange={() => props.onChange(segment.value)} />
            {segment.icon && <Icon name={segment.icon} />}
            <span>{segment.text}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
