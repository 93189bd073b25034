import type { ComponentChildren } from "preact";
import { shortDay, timeOf } from "../lib/dates";
import type { Me } from "../store/contract";
import { Icon, Mark } from "../ui";

/** The blue side: whose tablet, or which step. */
export function Whose(props: {
  title: string;
  before?: string;
  me?: Me | null;
  clock?: Date;
  state: { offline: boolean; text: string } | null;
  children?: ComponentChildren;
}) {
  return (
    <header class="whose">
      <div class="top">
        <Mark />
        {!props.clock && "Alongside"}
        {props.clock && (
          <time class="num" dateTime={props.clock.toISOString()}>
            <b>{timeOf(props.clock)}</b> {shortDay(props.clock)}
          </time>
        )}
      </div>
      <div class="me">
        {props.before && <p>{props.before}</p>}
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.me && (
          <p>
            {props.me.profession}
            {props.me.teamName ? `, ${props.me.teamName}` : ""}
            <br />
            {props.me.organisation}
          </p>
        )}
        {props.children}
      </div>
      {props.state && (
        <p class={props.state.offline ? "state offline" : "state"}>
          <span class="dot" aria-hidden="true" />
          <span>{props.state.text}</span>
        </p>
      )}
    </header>
  );
}

const names = ["Sign in", "Choose a PIN", "What it holds"];

/** The three steps of the first time, always in sight. `at`: 0, 1 or 2. */
export function Steps({ at }: { at: number }) {
  return (
    <ol class="prog" aria-label="Steps">
      {names.map((name, nth) => (
        <li key={name} class={nth < at ? "ok" : nth === at ? "on" : undefined} aria-current={nth === at ? "step" : undefined}>
          <span aria-hidden="true">{nth < at ? <Icon name="check" /> : nth + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}
