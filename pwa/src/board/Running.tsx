import type { BoardProposal } from "../store/board";
import { Button } from "../ui";
import { plural } from "./words";

/** While it is looked for: how far, and the best so far. It can be stopped at any moment; the board stays as it is. */
export function Running({ proposal, onStop }: { proposal: BoardProposal | null; onStop: () => void }) {
  const progress = proposal?.progress ?? null;
  const share = Math.round((progress?.share ?? 0) * 100);
  const left = progress ? Math.max(0, Math.round((proposal?.seconds ?? 0) - progress.seconds)) : null;
  return (
    <section class="running" aria-labelledby="runningh">
      <h2 id="runningh">Looking for the best day</h2>
      <progress max={100} value={share} aria-label="How far it is">
        {share}%
      </progress>
      <p role="status">
        {progress
          ? `Best so far: ${progress.unallocated === 0 ? "every visit has someone" : `${plural(progress.unallocated, "visit")} without anybody`}.`
          : "It begins in a moment."}
      </p>
      <p class="muted num" aria-hidden="true">
        {progress
          ? `${share}%, ${left === 0 ? "nearly there" : `${plural(left ?? 0, "second")} more`}, ${progress.moves.toLocaleString("en-GB")} arrangements tried`
          : " "}
      </p>
      <Button look="second" onClick={onStop}>
        Stop looking
      </Button>
    </section>
  );
}
