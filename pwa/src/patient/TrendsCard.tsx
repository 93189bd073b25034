import { useState } from "preact/hooks";
import { day, shortDate } from "../lib/dates";
import type { Bundle, View } from "../store/contract";
import { Button, By, Card } from "../ui";
import { isTakenBack, labelOf, measureOf, valueWords } from "../visit/measurements";
import { Older } from "./Older";
import { outside, withOlder } from "./older";
import { lowerFirst } from "./text";
import { change, chart, dots, pathOf, type Series, series } from "./trends";
import { useOnline } from "./use-online";
import type { OnePatient } from "./use-patient";

const most = 3;
const measurement = { one: "measurement", many: "measurements" };
const preferred = ["weight", "blood-pressure", "wound-area"];

export function Trends({ one: here }: { one: OnePatient & { bundle: Bundle } }) {
  const { store, say } = here;
  const older = useOnline(
    async (before: string | null) => {
      const answer = await store.older(here.bundle.id, { kinds: ["observation"], before });
      return answer.ok ? { ...answer, items: answer.views } : answer;
    },
    (v) => v.id,
  );
  const out = outside(here.bundle, ["observation"]);
  const one = { ...here, bundle: withOlder(here.bundle, older.model.items) };
  const observations = one.bundle.all("observation");
  const all = series(
    observations.map((o) => o.fields),
    say.now,
  );
  const rank = (s: Series): number => (preferred.includes(s.type) ? preferred.indexOf(s.type) : preferred.length);
  const [isOpen, setOpen] = useState(false);
  const ranked = [...all].sort((a, b) => rank(a) - rank(b));
  const shown = isOpen ? ranked : ranked.slice(0, most);
  const more = ranked.slice(most);
  return (
    <Card class="trends" title="Trends" aside="Six months">
      {shown.length === 0 && <p class="muted">Two measurements of one kind make a line. There are none yet.</p>}
      <div class="three">
        {shown.map((s) => (
          <Trend key={s.type} s={s} one={one} />
        ))}
      </div>
      {more.length > 0 && (
        <p class="under">
          <Button look="quiet" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Show the first three only" : `Show ${more.map((s) => lowerFirst(labelOf(s.type))).join(", ")} too`}
          </Button>
        </p>
      )}
      {older.model.items.length > 0 && <OlderList views={older.model.items as View<"observation">[]} one={one} />}
      {(out.count > 0 || older.model.items.length > 0) && (
        <Older
          reading={older}
          out={{ ...out, said: "" }}
          covered={store.status.value.state !== "offline"}
          thing={measurement}
          holds="This tablet holds the last 20 of each, and the lines are of these."
        />
      )}
    </Card>
  );
}

function OlderList({ views, one }: { views: readonly View<"observation">[]; one: OnePatient }) {
  const { say } = one;
  const sorted = [...views].sort((a, b) => (b.fields.measured_at ?? "").localeCompare(a.fields.measured_at ?? ""));
  return (
    <details class="older-list" open>
      <summary>Older measurements, newest first</summary>
      <ul>
        {sorted.map((v) => (
          <li key={v.id}>
            <time dateTime={v.fields.measured_at ?? ""}>{day(v.fields.measured_at ?? "", say.now)}</time>
            <span>
              {labelOf(v.fields.type)} {isTakenBack(v.fields) ? <del>{valueWords(v.fields)}</del> : <b class="num">{valueWords(v.fields)}</b>}
            </span>
            <small>{isTakenBack(v.fields) ? "Entered in error" : say.people.signature(v.fields.staff ?? "", true)}</small>
          </li>
        ))}
      </ul>
    </details>
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
