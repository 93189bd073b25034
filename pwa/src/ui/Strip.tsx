import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon";

/** What the app has to say, under the status line. `care` only where a person must act; `still` for weather, such as no coverage. */
export function Strip(props: {
  icon: IconName;
  title: string;
  tone?: "info" | "still" | "care";
  children?: ComponentChildren;
  acts?: ComponentChildren;
}) {
  const id = useId();
  const tone = props.tone && props.tone !== "info" ? ` ${props.tone}` : "";
  return (
    <section class={`say${tone}`} aria-labelledby={id}>
      <Icon name={props.icon} />
      <div>
        <h2 id={id}>{props.title}</h2>
        {props.children}
      </div>
      {props.acts && <div class="acts">{props.acts}</div>}
    </section>
  );
}
