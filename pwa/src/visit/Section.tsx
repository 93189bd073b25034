import type { ComponentChildren } from "preact";

export function Section(props: { id: string; title: string; aside?: ComponentChildren; class?: string; children: ComponentChildren }) {
  return (
    <section class={props.class ? `sec ${props.class}` : "sec"} id={props.id} aria-labelledby={`${props.id}-heading`}>
      <header>
        <h2 id={`${props.id}-heading`}>{props.title}</h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}
