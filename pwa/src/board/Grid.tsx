import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Id } from "../store/contract";
import { type Day, isPlaced, type Person, type Stop } from "./day";
import { type Hand, isSame } from "./hand";
import { Lane, type RowActs } from "./Lane";
import { hoursOf, left, type Scale, width } from "./layout";
import { Sign, type SignName } from "./Sign";
import { opening, type Warning } from "./warnings";
import { clock, first, windowWords } from "./words";

const noSkills: readonly string[] = [];
const drawn: Partial<Record<string, SignName>> = { skill: "skill", never: "skill", overlap: "overlap", face: "face", "unknown-face": "face" };

/** People as rows, the day as columns; over them the line of now, the window of what is in the hand, and that visit itself with what speaks against it. */
export function Grid(
  props: RowActs & {
    day: Day;
    rows: readonly Person[];
    stops: ReadonlyMap<Id, readonly Stop[]>;
    minutesLeft: ReadonlyMap<Id, number>;
    scale: Scale;
    label: string;
    hand: Hand | null;
    warnings: readonly Warning[];
    selected: Id | null;
    stand: { person: Id; col: number } | null;
  },
) {
  const { day, rows, scale, hand } = props;
  const held = hand ? day.visits.find((one) => one.id === hand.visit) : undefined;
  const wanted = useMemo(() => (held ? [...new Set(held.people.flat().map((need) => need.skill))] : noSkills), [held]);
  // The hint is of where it would fit, whatever is held now: worked out once for each visit that is taken up.
  const hint = useMemo(() => (held ? opening(day, held) : null), [held, day]);
  const standing = props.stand && rows.some((one) => one.id === props.stand!.person) ? props.stand : { person: rows[0]?.id ?? "", col: -1 };
  const share = (minutes: number) => `${left(scale, minutes)}%`;
  return (
    <div class="scroll" data-scroll>
      <div class="wrap" style={{ "--hours": (scale.to - scale.from) / 60 }}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys walk over it, as over any grid */}
        <table class="plan" role="grid" aria-label={props.label}>
          <thead>
            <tr>
              <th scope="col" class="who">
                Person <span>hours left</span>
              </th>
              <th scope="col" class="hrs">
                <span class="vh">
                  Visits, {clock(scale.from)} to {clock(scale.to)}
                </span>
                {hoursOf(scale).map((hour) => (
                  <span key={hour} class="hr" style={{ left: share(hour) }} aria-hidden="true">
                    {clock(hour)}
                  </span>
                ))}
                {day.now !== null && day.now >= scale.from && day.now <= scale.to && (
                  <b class="nowt" style={{ left: share(day.now) }}>
                    <span class="vh">now </span>
                    {clock(day.now)}
                  </b>
                )}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((person) => (
              <Lane
                key={person.id}
                day={day}
                person={person}
                stops={props.stops.get(person.id) ?? []}
                scale={scale}
                minutesLeft={props.minutesLeft.get(person.id) ?? 0}
                selected={props.selected === person.id}
                tab={standing.person === person.id ? standing.col : null}
                wanted={wanted}
                held={hand?.visit ?? null}
                onPerson={props.onPerson}
                onVisit={props.onVisit}
                onKey={props.onKey}
              />
            ))}
          </tbody>
        </table>
        <div class="cover" aria-hidden="true">
          {day.now !== null && day.now >= scale.from && day.now <= scale.to && <span class="nowl" style={{ left: share(day.now) }} />}
          {held?.window?.given && (
            <span
              class="wband"
              style={{ left: share(held.window.opens), width: `${width(scale, held.window.opens, held.window.closes + held.minutes)}%` }}
            >
              <b>
                {held.short}’s window {windowWords(held)}
              </b>
            </span>
          )}
          {hand && held && hint && !isSame(hint, hand.at) && (
            <Over row={rows.findIndex((one) => one.id === hint.staff[0])}>
              <span class="slot" style={{ left: share(hint.start!), width: `${width(scale, hint.start!, hint.start! + held.minutes)}%` }}>
                <b>Fits {clock(hint.start!)}</b>
                {held.known.includes(hint.staff[0]!) ? "known face" : first(day.people.find((one) => one.id === hint.staff[0])?.name ?? "")}
              </span>
            </Over>
          )}
          {hand &&
            held &&
            hand.at.start !== null &&
            hand.at.staff.map((staff, nth) => (
              <Over key={staff} row={rows.findIndex((one) => one.id === staff)}>
                <span
                  class={`drag${props.warnings.length > 0 ? " bad" : ""}${nth === hand.nth ? "" : " also"}`}
                  style={{ left: share(hand.at.start!), width: `${width(scale, hand.at.start!, hand.at.start! + held.minutes)}%` }}
                >
                  <b>{held.short}</b>
                  {clock(hand.at.start!)}
                </span>
              </Over>
            ))}
          {hand && hand.at.start !== null && props.warnings.length > 0 && (
            <Over row={rows.findIndex((one) => one.id === hand.at.staff[hand.nth])}>
              <Warns
                warnings={props.warnings}
                up={rows.findIndex((one) => one.id === hand.at.staff[hand.nth]) > rows.length - 4 && rows.length > 4}
                place={
                  left(scale, hand.at.start) > 60
                    ? { right: `${100 - left(scale, hand.at.start + (held?.minutes ?? 0))}%` }
                    : { left: share(hand.at.start) }
                }
              />
            </Over>
          )}
          {pairs(day, rows).map((pair) => (
            <Over key={pair.id} row={pair.row}>
              <span class="link" style={{ left: share(pair.start), height: "calc(var(--row) * 0.25)" }} />
            </Over>
          ))}
        </div>
      </div>
    </div>
  );
}

/** What speaks against where a visit is held: beside it, and as far to the left as it takes to be read where only a part of the day is in sight. */
function Warns({ warnings, up, place }: { warnings: readonly Warning[]; up: boolean; place: { left: string } | { right: string } }) {
  const box = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const at = box.current;
    const room = at?.closest(".scroll")?.getBoundingClientRect();
    if (!at || !room) return;
    at.style.translate = "none";
    at.style.translate = `${Math.min(0, room.right - 8 - at.getBoundingClientRect().right)}px`;
  });
  return (
    <ul ref={box} class={up ? "warns up" : "warns"} style={place}>
      {warnings.map((one) => (
        <li key={one.title + one.words}>
          <Sign name={drawn[one.kind] ?? "clock"} />
          <span>
            <b>{one.title}:</b> {one.words}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Something that lies over one row. */
function Over(props: { row: number; children: ComponentChildren }) {
  if (props.row < 0) return null;
  return (
    <div class="ov" style={{ top: `calc(26px + ${props.row} * (var(--row) + 1px))` }}>
      {props.children}
    </div>
  );
}

/** The two rows of a visit for two, where they stand one under the other: a line joins them. */
function pairs(day: Day, rows: readonly Person[]): { id: Id; row: number; start: number }[] {
  const at = new Map(rows.map((one, nth) => [one.id, nth]));
  return day.visits.flatMap((visit) => {
    if (!isPlaced(visit) || visit.staff.length < 2) return [];
    const found = visit.staff.flatMap((one) => at.get(one) ?? []).sort((a, b) => a - b);
    const [top, bottom] = [found[0], found[found.length - 1]];
    return top === undefined || bottom === undefined || bottom - top !== 1 ? [] : [{ id: visit.id, row: top, start: visit.start }];
  });
}
