import { useState } from "preact/hooks";
import type { BoardDay } from "../store/board";
import { Dialog, Field, Tick } from "../ui";
import { type Day, isMovable, isPlaced, type Placement, type Visit } from "./day";
import { Foot, ShortInput } from "./Foot";
import { swapped, warningWords } from "./hand";
import type { Ask } from "./use-board";
import { useTold } from "./use-told";
import { opening, warningsOf } from "./warnings";
import { clock, first, minutesOf, windowWords } from "./words";

/** A move without dragging: who, when, or the visit to change places with. What one typed stays where it could not be sent. */
export function MoveDialog(props: {
  day: Day;
  /** The day as it stood when this was asked. */
  board: BoardDay;
  ask: Ask;
  visit: Visit;
  busy: boolean;
  error: string | null;
  onMove: (placements: Placement[], words: string) => void;
  onClose: () => void;
}) {
  const { day, visit } = props;
  const suggested = isPlaced(visit) ? null : opening(day, visit);
  const [staff, setStaff] = useState<string[]>(() => [...(suggested?.staff ?? visit.staff)]);
  const [time, setTime] = useState(() => clock(suggested?.start ?? visit.start ?? visit.window?.opens ?? 9 * 60));
  const [swap, setSwap] = useState(false);
  const [other, setOther] = useState("");
  const people = day.people.filter((one) => !one.off);
  const start = minutesOf(time);
  const chosen = staff.filter(Boolean);
  const partner = day.visits.find((one) => one.id === other);
  const placements: Placement[] | null = swap
    ? partner
      ? swapped(visit, partner)
      : null
    : start !== null && chosen.length > 0
      ? [{ visit: visit.id, start, staff: chosen }]
      : null;
  const told = useTold(props.board, placements, props.ask);
  const against = told?.warnings ?? placements?.flatMap((one) => warningsOf(day, one)) ?? [];
  const partners = day.visits
    .filter((one) => isMovable(one) && isPlaced(one) && one.id !== visit.id && one.people.length === visit.people.length)
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const nameOf = (id: string) => first(day.people.find((one) => one.id === id)?.name ?? "");
  return (
    <Dialog title={`${isPlaced(visit) ? "Move" : "Give"} ${visit.name}`} onClose={props.onClose}>
      <p class="muted">{[visit.area, visit.purpose, `${visit.minutes} min`, windowWords(visit)].filter(Boolean).join(" · ")}</p>
      {isMovable(visit) && partners.length > 0 && <Tick text="Change places with another visit" checked={swap} onChange={setSwap} />}
      {swap ? (
        <Field label="Which one">
          {({ id }) => (
            <select id={id} value={other} onChange={(event) => setOther(event.currentTarget.value)}>
              <option value="">Choose a visit</option>
              {partners.map((one) => (
                <option key={one.id} value={one.id}>
                  {`${clock(one.start ?? 0)} ${one.name}, ${one.staff.map(nameOf).join(" and ")}`}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : (
        <>
          {visit.people.map((needs, nth) => (
            <Field
              // biome-ignore lint/suspicious/noArrayIndexKey: the places of a visit are told apart by their number alone
              key={nth}
              label={visit.people.length > 1 ? `Person ${nth + 1}` : "Who"}
              {...(needs.length > 0 && { hint: `Has to be able to: ${needs.map((need) => need.skill).join(", ")}` })}
            >
              {({ id, describedBy }) => (
                <select
                  id={id}
                  aria-describedby={describedBy}
                  value={staff[nth] ?? ""}
                  onChange={(event) => {
                    const next = visit.people.map((_, place) => staff[place] ?? "");
                    next[nth] = event.currentTarget.value;
                    setStaff(next);
                  }}
                >
                  <option value="">Nobody yet</option>
                  {people.map((one) => (
                    <option key={one.id} value={one.id}>
                      {`${one.name}, ${one.role}`}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
          <ShortInput label="When" hint="Such as 09:55" error={start === null ? "Write the time as 09:55." : null} value={time} onInput={setTime} />
        </>
      )}
      <div role="status">
        {against.length > 0 && (
          <ul class="against">
            {against.map((one) => (
              <li key={one.title + one.words}>{warningWords(one)}</li>
            ))}
          </ul>
        )}
        {placements && told === null && <p class="muted">Being checked…</p>}
        {placements && told?.warnings === null && <p class="muted">Not checked. {told.why}</p>}
        {placements && told?.warnings?.length === 0 && <p class="fine">Nothing speaks against it.</p>}
      </div>
      <Foot
        error={props.error}
        act={swap ? "Change places" : isPlaced(visit) ? "Move it" : "Give it"}
        busy={props.busy || !placements}
        onAct={() =>
          placements &&
          props.onMove(
            placements,
            swap ? `${visit.short} and ${partner!.short} changed places.` : `${visit.short} put with ${chosen.map(nameOf).join(" and ")} at ${time}.`,
          )
        }
        leave="Leave it"
        onClose={props.onClose}
      />
    </Dialog>
  );
}
