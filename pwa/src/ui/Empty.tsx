import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** Nothing here, and why that is so and no gap. */
export function Empty(props: { title: string; children?: ComponentChildren; acts?: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card blank" aria-labelledby={id}>
      <svg class="mk" viewBox="0 0 72 72" fill="none" aria-hidden="true">
        <rect x="8" y="12" width="56" height="50" rx="10" stroke="currentColor" stroke-width="2.5" />
        <path d="M8 27h56M23 6v12M49 6v12" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" />
        <path d="M28 52 36 36M35 52l8-16" stroke="var(--blue)" stroke-width="3.5" stroke-linecap="round" />
        <circle cx="50" cy="49" r="3.5" fill="var(--teal)" />
      </svg>
      <h2 id={id}>{props.title}</h2>
      {props.children}
      {props.acts && <div class="acts">{props.acts}</div>}
    </section>
  );
}
