import { useState } from "preact/hooks";
import type { BoardProposal } from "../store/board";
import { Button, Icon } from "../ui";
import type { Day, Placement } from "./day";
import { leftWords } from "./difference";
import { warningsOf } from "./warnings";
import { minutesAt } from "./wire";
import { all, clock, windowWords } from "./words";

const atOnce = 5;

/** What nobody can take, why not, and where it would be nearest to fit. */
export function LeftOut({ day, proposal, onTry }: { day: Day; proposal: BoardProposal; onTry: (placement: Placement) => void }) {
  const [more, setMore] = useState(false);
  const found = proposal.left_out.flatMap((one) => {
    const visit = day.visits.find((it) => it.id === one.visit);
    return visit ? [{ ...one, visit }] : [];
  });
  if (found.length === 0) return null;
  return (
    <section class="cannot" aria-labelledby="cannoth">
      <header>
        <Icon name="warn" />
        <h2 id="cannoth">{leftWords(found.length)}</h2>
      </header>
      {(more ? found : found.slice(0, atOnce)).map(({ visit, text, nearest }) => {
        const at: Placement | null =
          nearest?.start && nearest.staff.length > 0 ? { visit: visit.id, start: minutesAt(day.date, nearest.start), staff: nearest.staff } : null;
        const names = at ? all(at.staff.map((id) => day.people.find((one) => one.id === id)?.name ?? "somebody")) : "";
        const against = at ? warningsOf(day, at) : [];
        return (
          <div key={visit.id} class="one">
            <p class="pn">
              <b>{visit.name}</b>
              {[visit.area, visit.purpose, `${visit.minutes} min`, windowWords(visit)].filter(Boolean).map((word) => `, ${word}`)}
            </p>
            <p>
              <b>Why not:</b> {text}
            </p>
            {at && (
              <div class="inst">
                <span>
                  <b>
                    {clock(at.start!)} with {names}
                  </b>
                  {against.length > 0
                    ? `as the board stands now, ${against.map((one) => `${one.title.toLowerCase()}: ${one.words}`).join("; ")}`
                    : "nothing speaks against it as the board stands now"}
                </span>
                <Button look="second" onClick={() => onTry(at)}>
                  Try
                </Button>
              </div>
            )}
          </div>
        );
      })}
      {!more && found.length > atOnce && (
        <button type="button" class="lk" onClick={() => setMore(true)}>
          {found.length - atOnce} more
        </button>
      )}
    </section>
  );
}
