import { shortDate } from "../lib/dates";

export interface Reading {
  at: string;
  value: number;
  value2?: number | null;
}

/** A small line of readings over time, oldest first. The same stands in words and in a table beside it: the drawing is for the eye only. */
export function LineChart(props: { readings: readonly Reading[]; label: string; aim?: { from: number; to: number } | null; unit?: string }) {
  const { readings, aim } = props;
  if (readings.length === 0) return null;
  const [width, height, left, right, top, bottom] = [300, 130, 8, 34, 14, 24];
  const values = readings.flatMap((r) => (r.value2 == null ? [r.value] : [r.value, r.value2])).concat(aim ? [aim.from, aim.to] : []);
  const spread = Math.max(...values) - Math.min(...values) || Math.abs(values[0] ?? 1) * 0.1 || 1;
  const low = Math.min(...values) - spread * 0.12;
  const high = Math.max(...values) + spread * 0.12;
  const times = readings.map((r) => Date.parse(r.at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const x = (index: number) => left + (span ? ((times[index] ?? first) - first) / span : 1) * (width - left - right);
  const y = (value: number) => top + (1 - (value - low) / (high - low)) * (height - top - bottom);
  const path = (pick: (r: Reading) => number | null | undefined) =>
    readings
      .map((r, i) => ({ v: pick(r), i }))
      .filter((p) => p.v != null)
      .map((p, n) => `${n ? "L" : "M"}${x(p.i).toFixed(1)} ${y(p.v as number).toFixed(1)}`)
      .join("");
  const last = readings.length - 1;
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
      {aim && <rect class="aim" x={left} width={width - left - right} y={y(aim.to)} height={Math.max(2, y(aim.from) - y(aim.to))} />}
      {[top, (top + height - bottom) / 2, height - bottom].map((line) => (
        <line key={line} class="g" x1={left} x2={width - right} y1={line} y2={line} />
      ))}
      <path class="l" d={path((r) => r.value)} />
      <path class="l l1" d={path((r) => r.value2)} />
      {readings.map((r, i) => (
        <g key={r.at + String(r.value)}>
          <circle class={i === last ? "d last" : "d"} cx={x(i)} cy={y(r.value)} r={i === last ? 4.5 : 3} />
          {r.value2 != null && <circle class={i === last ? "d last" : "d"} cx={x(i)} cy={y(r.value2)} r={i === last ? 4.5 : 3} />}
        </g>
      ))}
      <text class="v" x={width - right + 8} y={y(readings[last]!.value) + 5}>
        {readings[last]!.value}
      </text>
      {readings[last]!.value2 != null && (
        <text class="v" x={width - right + 8} y={y(readings[last]!.value2!) + 5}>
          {readings[last]!.value2}
        </text>
      )}
      <text x={left} y={height - 4}>
        {shortDate(readings[0]!.at)}
      </text>
      {last > 0 && (
        <text class="e" x={width - right} y={height - 4}>
          {shortDate(readings[last]!.at)}
        </text>
      )}
    </svg>
  );
}
