import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

export type Tone = "alert" | "care" | "done" | "info" | "team" | "teal" | "line" | "neutral";

/** A word with a tone, never the tone alone. `plain`: no ground. */
export function Tag(props: { tone?: Tone; icon?: IconName; plain?: boolean; children: ComponentChildren }) {
  const tone = props.tone && props.tone !== "neutral" ? ` ${props.tone}` : "";
  return (
    <span class={`tag${props.plain ? " plain" : ""}${tone}`}>
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </span>
  );
}
