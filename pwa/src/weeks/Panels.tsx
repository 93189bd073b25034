import type { ComponentChildren } from "preact";
import { shortDay } from "../lib/dates";
import type { WeeksPeriod } from "../store/weeks";
import { type Block, type Load, needs, type Row, worksOn } from "./plan";
import { all, awayWords, blockWords, hours, loadWords, nameOf, plural } from "./words";

/** One day: how its hours stand by skill, and who works. */
export function DayPanel({ period, load }: { period: WeeksPeriod; load: Load }) {
  const { day } = load;
  const work = period.people.filter((one) => worksOn(one.days, day.day));
  const gone = period.people.flatMap((one) => one.days.filter((it) => it.day === day.day && it.away).map((it) => `${one.name} (${it.away})`));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key
    <section class="panel" tabIndex={0} aria-labelledby="dayh">
      <header>
        <h2 id="dayh">{shortDay(day.day)}</h2>
        <p>
          {[day.holiday, loadWords(load), plural(day.visits, "visit"), day.is_known ? "" : "shifts not written yet: as that weekday was last"]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </header>
      {day.skills.length > 0 && (
        <table class="bars">
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col" class="num">
                Needed
              </th>
              <th scope="col" class="num">
                There
              </th>
              <th scope="col">
                <span class="vh">How full</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {day.skills.map((one) => (
              <tr key={one.skill}>
                <th scope="row">{one.skill}</th>
                <td class="num">{hours(one.demand_minutes)} h</td>
                <td class="num">{hours(one.capacity_minutes)} h</td>
                <td>
                  <Gauge need={one.demand_minutes} there={one.capacity_minutes} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <b>{work.length === 0 ? "Nobody works. " : `${plural(work.length, "person works", "people work")}: `}</b>
        {all(work.map((one) => one.name))}
        {gone.length > 0 && `. Away: ${all(gone)}`}
      </p>
    </section>
  );
}

/** Lying: what is needed of what is there; over it, hatched, and said. */
export function Gauge({ need, there }: { need: number; there: number }) {
  const top = Math.max(need, there, 1);
  const over = need - there >= 15;
  return (
    <span class={over ? "gauge over" : "gauge"}>
      <span class="cap" style={{ width: `${(100 * there) / top}%` }} />
      <span class="need" style={{ width: `${(100 * Math.min(need, there)) / top}%` }} />
      {over && <span class="ovr" style={{ left: `${(100 * there) / top}%`, width: `${(100 * (need - there)) / top}%` }} />}
      {over && <span class="vh">{hours(need - there)} hours too many</span>}
    </span>
  );
}

/** One repeating visit: what it says, who is known, what stands, and what can be done with it. */
export function SeriesPanel(props: { period: WeeksPeriod; row: Row; block: Block | null; acts: ComponentChildren }) {
  const { period, row, block } = props;
  const { series } = row;
  const away = awayWords(series, period);
  const known = series.known.map((id) => nameOf(period, id));
  const skills = series.pattern?.skills ?? [];
  const able = period.people.filter((one) => skills.every((skill) => one.skills.some((it) => needs([skill], it.skill))));
  return (
    <section class="panel" aria-labelledby="rowh">
      <header>
        <h2 id="rowh">{series.name}</h2>
        <p>{[series.words, series.area].filter(Boolean).join(" · ")}</p>
        <div class="acts">{props.acts}</div>
      </header>
      {block && (
        <p class="chosen">
          {blockWords(period, series, block)}
          {block.why.length > 0 && `. ${block.why.join(" ")}`}
        </p>
      )}
      <dl class="facts">
        <Fact title="How often" text={series.says || "Not said in a way that can be planned"} />
        {series.frequency && (
          <Fact title="In words" text={[series.frequency, series.until_words && `until ${series.until_words}`].filter(Boolean).join(", ")} />
        )}
        <Fact title="Knows" text={known.length > 0 ? all(known) : "Nobody here yet"} />
        {skills.length > 0 && <Fact title="Needs" text={`${all(skills)}: ${plural(able.length, "person", "people")} here`} />}
        {row.missing > 0 && <Fact title="To plan" text={plural(row.missing, "visit")} />}
      </dl>
      {[away, series.differs, ...series.notes].filter(Boolean).map((one) => (
        <p key={one} class="note">
          {one}
        </p>
      ))}
    </section>
  );
}

const Fact = ({ title, text }: { title: string; text: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>{text}</dd>
  </div>
);
