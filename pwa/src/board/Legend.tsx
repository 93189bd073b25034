import { Sign } from "./Sign";

/** How to read the board. */
export function Legend({ estimated, onHowLong, onKeys }: { estimated: boolean; onHowLong: () => void; onKeys: () => void }) {
  return (
    <div class="legend">
      <ul aria-label="How to read the board">
        <li>
          <span class="x v" />
          planned
        </li>
        <li>
          <span class="x v now" />
          under way
        </li>
        <li>
          <span class="x v done">
            <Sign name="done" />
          </span>
          done
        </li>
        <li>
          <span class="x t" />
          <button type="button" class="lk" onClick={onHowLong}>
            {estimated ? "travel, estimated" : "travel"}
          </button>
        </li>
        <li>
          <span class="x w" />
          window
        </li>
        <li>
          <Sign name="lock" />
          pinned
        </li>
        <li>
          <Sign name="two" />
          two people
        </li>
        <li>
          <Sign name="face" />
          new face
        </li>
      </ul>
      <KeysHint onKeys={onKeys} />
    </div>
  );
}

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
