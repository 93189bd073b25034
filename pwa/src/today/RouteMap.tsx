import type { People } from "../store/contract";
import { Card } from "../ui";
import type { Day, Stop } from "./day";
import { isFinished } from "./day";
import { apart, borough, frame, placed } from "./map";
import { stateTag } from "./words";

const look = (stop: Stop) =>
  stop.state === "next" || stop.state === "here"
    ? "now"
    : stop.state === "moved" || stop.state === "cancelled"
      ? "away"
      : stop.state === "no-access" || stop.state === "not-done" || stop.state === "missed"
        ? "none"
        : isFinished(stop)
          ? "done"
          : "";

/** The day's stops on a drawn map, with the same numbers as in the list. */
export default function RouteMap({ day, people }: { day: Day; people: People }) {
  const known = day.stops.filter((s) => s.header.latitude !== null && s.header.longitude !== null);
  if (known.length < 2) return null;
  const { spots, outline } = placed(known.map((s) => ({ latitude: s.header.latitude as number, longitude: s.header.longitude as number })));
  const discs = apart(spots, 34);
  const route = known.map((stop, i) => ({ stop, spot: discs[i]! })).filter(({ stop }) => stop.state !== "moved" && stop.state !== "cancelled");
  const line = (part: typeof route) => (part.length > 1 ? `M${part.map(({ spot }) => `${spot.x.toFixed(1)} ${spot.y.toFixed(1)}`).join("L")}` : "");
  const firstOpen = route.findIndex(({ stop }) => !isFinished(stop));
  const split = firstOpen < 0 ? route.length : Math.max(0, firstOpen - 1);
  const order = known.map((stop, i) => ({ stop, spot: discs[i]! })).sort((a, b) => Number(look(a.stop) === "now") - Number(look(b.stop) === "now"));
  const told = known
    .map((s) => `${s.number}, ${s.header.name}${stateTag(s, people) ? `, ${stateTag(s, people)!.text.toLowerCase()}` : ""}`)
    .join("; ");
  return (
    <Card title="Route" aside="Drawn on this tablet" class="route">
      <svg class="map" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={`The day on a map. ${told}`}>
        {outline && (
          <g>
            <path class="land" d={borough.land} />
            {borough.parks.map((d) => (
              <path key={d} class="park" d={d} />
            ))}
            <path class="water" d={borough.water} />
            {borough.canals.map((d) => (
              <path key={d} class="canal" d={d} />
            ))}
            {borough.roads.map((d) => (
              <path key={d} class="road" d={d} />
            ))}
            {borough.names.map((name) => (
              <text key={name.text} class="lab" x={name.x} y={name.y}>
                {name.text}
              </text>
            ))}
          </g>
        )}
        <path class="leg past" d={line(route.slice(0, firstOpen < 0 ? undefined : firstOpen))} />
        <path class="leg" d={firstOpen < 0 ? "" : line(route.slice(split))} />
        {order.map(({ stop, spot }) => (
          <g key={stop.visit.id} class={`stop ${look(stop)}`}>
            <circle cx={spot.x} cy={spot.y} r={look(stop) === "now" ? 20 : 15} />
            <text x={spot.x} y={spot.y}>
              {stop.number}
            </text>
          </g>
        ))}
      </svg>
    </Card>
  );
}
