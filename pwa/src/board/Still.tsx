import type { BoardProposal } from "../store/board";
import { Button } from "../ui";
import { offersWords } from "./difference";
import { isRunning } from "./use-proposal";
import { plural } from "./words";

/** Above what was found first: that better is looked for, and how long yet; then whether there is. What one looks at changes only when one asks. */
export function Still({ proposal, onNewest }: { proposal: BoardProposal; onNewest: () => void }) {
  const running = isRunning(proposal);
  const left = Math.max(0, Math.round(proposal.seconds - (proposal.progress?.seconds ?? 0)));
  const share = Math.round((proposal.progress?.share ?? 0) * 100);
  const better = proposal.better.length > 0;
  return (
    <div class="still">
      <p role="status">
        {running
          ? "Found first. You can take it, or wait: better is looked for."
          : better
            ? `Found since: ${offersWords(proposal.better)}.`
            : `Looked for ${plural(proposal.seconds, "second")}: nothing better was found.`}
      </p>
      {running && (
        <>
          <progress max={100} value={share} aria-label="How far it is">
            {share}%
          </progress>
          <span class="num" aria-hidden="true">
            {left === 0 ? "nearly there" : `${left} s more`}
          </span>
        </>
      )}
      {!running && better && (
        <Button look="second" onClick={onNewest}>
          Show it
        </Button>
      )}
    </div>
  );
}
