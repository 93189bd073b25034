import type { ComponentChildren } from "preact";

/** A table that scrolls in its place: reached by keyboard, and told by name. */
export function Scroll({ name, isTall, children }: { name: string; isTall?: boolean; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class={isTall ? "scroll tall" : "scroll"} aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
