import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A region with a heading; `aside` is what stands small beside it. */
export function Card(props: { title: string; aside?: ComponentChildren; class?: string; hideTitle?: boolean; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class={props.class ? `card ${props.class}` : "card"} aria-labelledby={id}>
      <header class={props.hideTitle && !props.aside ? "vh" : undefined}>
        <h2 id={id} class={props.hideTitle ? "vh" : undefined}>
          {props.title}
        </h2>
        {props.aside && <small>{props.aside}</small>}
      </header>
      {props.children}
    </section>
  );
}
