import type { Left } from "./clock";

const round = 2 * Math.PI * 9;

/** What is left of the time, as a ring that empties. The words beside it say the same. */
export function Ring({ left }: { left: Left }) {
  return (
    <svg class={`ring ${left.tone}`} viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="9" />
      {left.share > 0 && <path d="M12 3a9 9 0 1 1-.01 0" stroke-dasharray={`${(left.share * round).toFixed(1)} ${round.toFixed(1)}`} />}
    </svg>
  );
}
