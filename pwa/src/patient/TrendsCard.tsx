import { day, shortDate } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { By, Card } from "../ui";
import { labelOf, measureOf, valueWords } from "../visit/measurements";
import { change, chart, dots, pathOf, type Series, series } from "./trends";
import type { OnePatient } from "./use-patient";

const most = 3;
const preferred = ["weight", "blood-pressure", "wound-area"];

export function Trends({ one }: { one: OnePatient & { bundle: Bundle } }) {
  const { bundle, say } = one;
  const observations = bundle.all("observation");
  const all = series(
    observations.map((o) => o.fields),
    say.now,
  );
  const rank = (s: Series): number => (preferred.includes(s.type) ? preferred.indexOf(s.type) : preferred.length);
  const shown = [...all].sort((a, b) => rank(a) - rank(b)).slice(0, most);
  return (
    <Card class="trends" title="Trends" aside="Six months">
      {shown.length === 0 && <p class="muted">Two measurements of one kind make a line. There are none yet.</p>}
      <div class="three">
        {shown.map((s) => (
          <Trend key={s.type} s={s} one={one} />
        ))}
      </div>
    </Card>
  );
}

const signed = (s: Series, now: Date, words: (v: number) => string): string => {
  const c = change(s);
  if (!c) return "";
  if (c.by === 0) return `The same as on ${day(c.since, now)}`;
  const percent = s.type === "weight" && c.percent !== null ? `, ${c.percent}%` : "";
  return `${words(Math.abs(c.by))} ${c.by < 0 ? "less" : "more"} than on ${day(c.since, now)}${percent}`;
};

function Trend({ s, one }: { s: Series; one: OnePatient & { bundle: Bundle } }) {
  const { say } = one;
  const m = measureOf(s.type);
  const unit = m?.unitWords ?? "";
  const words = (value: number, value2: number | null = null) => valueWords({ type: s.type, value, value2 });
  const last = s.points[s.points.length - 1];
  const lastView = one.bundle.all("observation").find((o) => o.fields.type === s.type && o.fields.measured_at === last?.at);
  const drawn = chart(s, say.now);
  if (!last) return null;
  return (
    <figure class="trend">
      <figcaption>
        <h3>{labelOf(s.type)}</h3>
        <p class="now">
          <b class="num">{words(last.value, last.value2)}</b>
          <span>{signed(s, say.now, (v) => `${m ? v.toFixed(m.decimals) : v} ${unit}`.trim())}</span>
        </p>
      </figcaption>
      <svg class="chart" viewBox="0 0 320 132" aria-hidden="true">
        {drawn.ticks.map((t) => (
          <g key={t.value}>
            <path class="g" d={`M38 ${t.y}H270`} />
            <text class="e" x="30" y={t.y + 4.5}>
              {t.value}
            </text>
          </g>
        ))}
        {drawn.monthTicks.map((t) => (
          <text key={t.x} class="m" x={t.x} y="128">
            {shortDate(t.month).slice(-3)}
          </text>
        ))}
        {drawn.lines.map((line, i) => (
          <g key={line[0]?.y} class={`l${i}`}>
            <path class={i ? "l l1" : "l"} d={pathOf(line)} />
            {dots(line).map((p) => (
              <circle key={p.x} class={p === line.at(-1) ? "d last" : "d"} cx={p.x} cy={p.y} r={p === line.at(-1) ? 4.5 : 2.5} />
            ))}
            <text class="v" x={(line[line.length - 1]?.x ?? 0) + 9} y={(line[line.length - 1]?.y ?? 0) + 5}>
              {line[line.length - 1]?.value}
            </text>
          </g>
        ))}
      </svg>
      <By signature={say.people.signature(lastView?.fields.staff ?? "", true)} at={last.at} now={say.now} />
      <details>
        <summary>As a table</summary>
        <table>
          <caption class="vh">{labelOf(s.type)}, newest first</caption>
          <tbody>
            {[...s.points].reverse().map((p) => (
              <tr key={p.at}>
                <th scope="row">{day(p.at, say.now)}</th>
                <td class="num">{words(p.value, p.value2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
