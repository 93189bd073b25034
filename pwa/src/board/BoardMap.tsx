import type { BoardTiles } from "../api/types";
import { apart } from "../today/map";
import { type Day, isPlaced, type Person, type Stop } from "./day";
import { localities, outline, river } from "./geography";
import { frame, pathOf, pointsOf, tilesOf, viewOf } from "./projection";
import { plural } from "./words";

/**
 * One person's route on the map, with what nobody has and where the others are. What stands beside it in words has the same numbers. It is drawn from
 * coordinates; where a server of tiles was set, they lie under it, and where they do not come, the drawing is there all the same.
 */
export function BoardMap(props: {
  day: Day;
  person: Person | null;
  stops: readonly Stop[];
  tiles: BoardTiles | null;
  /** Where the same stands in words. */
  where: string;
}) {
  const { day, person, stops, tiles } = props;
  const mine = new Set(stops.map((one) => one.visit.id));
  const known = day.visits.filter((visit) => visit.point);
  const base = person?.base ?? null;
  const points = [...known.map((visit) => visit.point!), ...(base ? [base] : [])];
  if (points.length < 2) return <p class="nomap">There is no address to draw yet.</p>;
  const view = viewOf(points);
  const at = new Map(known.map((visit) => [visit.id, view.at(visit.point!)]));
  const home = base && view.at(base);
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
        aria-label={`${told}${plural(open.length, "visit")} not allocated. ${props.where}`}
      >
        {view.isHome && (
          <g>
            {river.map((line) => (
              <path key={line[0]} class="water" d={pathOf(view, line)} />
            ))}
            <path class="land" d={`${pathOf(view, outline)}Z`} />
            {!tiles &&
              localities.map((one) => {
                const { x, y } = view.at(pointsOf(one.at)[0]!);
                return (
                  <text key={one.name} class="lab" x={x} y={y}>
                    {one.name}
                  </text>
                );
              })}
          </g>
        )}
        {tiles && (
          <g>
            {tilesOf(view, tiles.url).map((tile) => (
              <image key={tile.key} href={tile.url} x={tile.x} y={tile.y} width={tile.size} height={tile.size} />
            ))}
            {view.isHome && <path class="rim" d={`${pathOf(view, outline)}Z`} />}
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
        {home && (
          <li>
            <span class="k bs" />
            base
          </li>
        )}
        {person && (
          <li>
            <span class="k rd" />
            stops
          </li>
        )}
        <li>
          <span class="k dm" />
          not allocated
        </li>
        <li>
          <span class="k dt" />
          others’ visits
        </li>
      </ul>
      {(tiles || view.isHome) && <p class="whose">{tiles ? tiles.words : "Contains ONS, OS and Royal Mail data © Crown copyright 2026, OGL v3"}</p>}
    </>
  );
}
