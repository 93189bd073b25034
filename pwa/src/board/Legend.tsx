import type { ComponentChildren } from "preact";
import { Sign } from "./Sign";

type Entry = readonly [ComponentChildren, string];

const done = (
  <span class="x v done">
    <Sign name="done" />
  </span>
);
const before: readonly Entry[] = [
  [<span key="v" class="x v" />, "planned"],
  [<span key="n" class="x v now" />, "under way"],
  [done, "done"],
];
const after: readonly Entry[] = [
  [<span key="w" class="x w" />, "window"],
  [<Sign key="l" name="lock" />, "pinned"],
  [<Sign key="t" name="two" />, "two people"],
  [<Sign key="f" name="face" />, "new face"],
];

const signs: readonly Entry[] = [
  [<Sign key="d" name="done" />, "done"],
  [<Sign key="s" name="skill" />, "does not fit: open it to see why"],
  ...after.slice(1),
];

/** How to read the board. */
export function Legend({ estimated, onHowLong, onKeys }: { estimated: boolean; onHowLong: () => void; onKeys: () => void }) {
  return (
    <div class="legend">
      <ul aria-label="How to read the board">
        <Entries of={before} />
        <li>
          <span class="x t" />
          <button type="button" class="lk" onClick={onHowLong}>
            {estimated ? "travel, estimated" : "travel"}
          </button>
        </li>
        <Entries of={after} />
      </ul>
      <KeysHint onKeys={onKeys} />
    </div>
  );
}

/** The same for a day that is shown as lists. */
export function SignLegend({ estimated, onHowLong }: { estimated: boolean; onHowLong: () => void }) {
  return (
    <section class="legend" aria-label="How to read the board">
      <ul>
        <Entries of={signs} />
      </ul>
      <button type="button" class="lk" onClick={onHowLong}>
        {estimated ? "How long travel takes, estimated" : "How long travel takes"}
      </button>
    </section>
  );
}

const Entries = ({ of }: { of: readonly Entry[] }) => (
  <>
    {of.map(([sample, words]) => (
      <li key={words}>
        {sample}
        {words}
      </li>
    ))}
  </>
);

export function KeysHint({ onKeys }: { onKeys: () => void }) {
  return (
    <p class="kb">
      <Sign name="keys" />
      <span class="tx">
        Arrow keys move, <kbd>Enter</kbd> picks up and drops,
      </span>
      <button type="button" class="lk" onClick={onKeys}>
        <kbd>?</kbd> shows all keys
      </button>
    </p>
  );
}
