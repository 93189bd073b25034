import { KeysHint } from "../board/Legend";
import { Sign } from "../board/Sign";

/** How to read the weeks. */
export function Legend({ onKeys }: { onKeys: () => void }) {
  return (
    <div class="legend">
      <ul aria-label="How to read the weeks">
        <li>
          <span class="x cap" />
          hours there
        </li>
        <li>
          <span class="x need" />
          care
        </li>
        <li>
          <span class="x trv" />
          travel
        </li>
        <li>
          <span class="x ovr" />
          too many
        </li>
        <li>
          <span class="x v" />
          planned
        </li>
        <li>
          <span class="x v made">+</span>
          suggested
        </li>
        <li>
          <span class="x v open">?</span>
          nobody yet
        </li>
        <li>
          <span class="x v done">
            <Sign name="done" />
          </span>
          done
        </li>
        <li>
          <span class="x gone" />
          away
        </li>
        <li>
          <span class="x hol" />
          holiday
        </li>
      </ul>
      <KeysHint onKeys={onKeys} />
    </div>
  );
}
