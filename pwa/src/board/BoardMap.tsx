import { apart, borough, frame, placed } from "../today/map";
import { type Day, isPlaced, type Person, type Stop } from "./day";
import { plural } from "./words";

/** One person's route on the drawn map, with what nobody has and where the others are. The table beside it has the same numbers. */
export function BoardMap({ day, person, stops }: { day: Day; person: Person | null; stops: readonly Stop[] }) {
  const mine = new Set(stops.map((one) => one.visit.id));
  const known = day.visits.filter((visit) => visit.point);
  const base = person?.base ?? null;
  const points = [...known.map((visit) => visit.point!), ...(base ? [base] : [])];
  if (points.length < 2) return <p class="nomap">There is no address to draw yet.</p>;
  const { spots, outline } = placed(points);
  const at = new Map(known.map((visit, nth) => [visit.id, spots[nth]!]));
  const home = base ? spots[spots.length - 1]! : null;
  const route = stops.flatMap((stop, nth) => (at.has(stop.visit.id) ? [{ number: nth + 1, spot: at.get(stop.visit.id)! }] : []));
  const discs = apart(
    route.map((one) => one.spot),
    36,
  );
  const way = [...(home ? [home] : []), ...discs];
  const open = known.filter((visit) => !isPlaced(visit));
  const others = known.filter((visit) => isPlaced(visit) && !mine.has(visit.id));
  const told = person ? `${person.name}’s route, ${plural(stops.length, "stop")}. ` : "";
  return (
    <>
      <svg
        class="map"
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="img"
        aria-label={`${told}${plural(open.length, "visit")} not allocated. The table beside lists the stops.`}
      >
        {outline && (
          <g>
            <path class="water" d={borough.water} />
            <path class="land" d={borough.land} />
            {borough.parks.map((d) => (
              <path key={d} class="park" d={d} />
            ))}
            {borough.names.map((name) => (
              <text key={name.text} class="lab" x={name.x} y={name.y}>
                {name.text}
              </text>
            ))}
          </g>
        )}
        <g class="oth">
          {others.map((visit) => (
            <circle key={visit.id} cx={at.get(visit.id)!.x} cy={at.get(visit.id)!.y} r="5" />
          ))}
        </g>
        <g class="una">
          {open.map((visit) => {
            const { x, y } = at.get(visit.id)!;
            return <path key={visit.id} d={`M${x} ${y - 13}l13 13-13 13-13-13z`} />;
          })}
        </g>
        {way.length > 1 && <path class="seg" d={`M${way.map((one) => `${one.x.toFixed(1)} ${one.y.toFixed(1)}`).join("L")}`} />}
        {home && <rect class="base" x={home.x - 12} y={home.y - 12} width="24" height="24" rx="4" />}
        <g class="stops">
          {discs.map((spot, nth) => (
            <g key={route[nth]!.number}>
              <circle cx={spot.x} cy={spot.y} r="18" />
              <text x={spot.x} y={spot.y}>
                {route[nth]!.number}
              </text>
            </g>
          ))}
        </g>
      </svg>
      <ul class="key">
        <li>
          <span class="k bs" />
          base
        </li>
        <li>
          <span class="k rd" />
          stops
        </li>
        <li>
          <span class="k dm" />
          not allocated
        </li>
        <li>
          <span class="k dt" />
          others’ visits
        </li>
      </ul>
    </>
  );
}
