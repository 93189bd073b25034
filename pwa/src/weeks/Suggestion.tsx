import "../board/proposal.scss";
import { useMemo, useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeekSuggestion, WeeksPeriod } from "../store/weeks";
import { Button, Icon } from "../ui";
import { foundIn, type Group, groupsOf, headWords, type Line, tilesOf, whenWords } from "./difference";
import { count, plural, spanWords } from "./words";

/** What would be planned, each visit with its reason, in numbers against the first day that fits. Nothing is written until it is taken. */
export default function Suggestion(props: {
  period: WeeksPeriod;
  suggestion: WeekSuggestion;
  ticked: ReadonlySet<Id>;
  busy: boolean;
  canChange: boolean;
  onTick: (ticked: ReadonlySet<Id>) => void;
  onBack: () => void;
  onTake: () => void;
  onLeave: () => void;
}) {
  const { suggestion, ticked } = props;
  const total = suggestion.makes.length + suggestion.follows.length;
  return (
    <div class="proposal">
      <div class="ph">
        <button type="button" class="back" onClick={props.onBack}>
          <Icon name="left" />
          Weeks
        </button>
        <div class="t">
          <h1 tabIndex={-1}>Suggestion for {spanWords(suggestion.first)}</h1>
          <p role="status">{headWords(suggestion)}</p>
          {total > 0 && <p class="first">In numbers: if each were put on the first day that fits → as it is suggested.</p>}
        </div>
      </div>
      {total > 0 && <Tiles suggestion={suggestion} />}
      <div class="two">
        <List {...props} total={total} />
        <aside class="side" aria-label="What it leaves">
          <Leaves suggestion={suggestion} />
        </aside>
      </div>
      <div class="foot">
        {total > 0 && (
          <Button icon="check" busy={props.busy || !props.canChange || ticked.size === 0} onClick={props.onTake}>
            {ticked.size === 0 ? "None is ticked" : ticked.size === total ? `Take all ${count(total)}` : `Take the ${count(ticked.size)} ticked`}
          </Button>
        )}
        <Button look="quiet" busy={props.busy} onClick={props.onLeave}>
          {total > 0 ? "Leave it as it is" : "Back to the weeks"}
        </Button>
        {total > 0 && <p>Next you see what it changes for whom, before anything is written.</p>}
      </div>
    </div>
  );
}

function Tiles({ suggestion }: { suggestion: WeekSuggestion }) {
  return (
    <dl class="tiles" aria-label="As suggested, beside taking the first day that fits">
      {tilesOf(suggestion).map((tile) => (
        <div key={tile.title} class={tile.worse ? "tile worse" : "tile"}>
          <dt>{tile.title}</dt>
          <dd class="ba">
            <span class="be">
              <span class="vh">first day that fits </span>
              {tile.before}
            </span>
            <span class="ar" aria-hidden="true">
              →
            </span>
            <b>
              <span class="vh">suggested </span>
              {tile.after} {tile.unit && <small>{tile.unit}</small>}
            </b>
          </dd>
          <dd class="nt">{tile.note}</dd>
        </div>
      ))}
    </dl>
  );
}

/** More lines than this are folded, person by person: what they come to stands in the line that opens them. */
const few = 60;

function List(props: Parameters<typeof Suggestion>[0] & { total: number }) {
  const { period, suggestion, ticked } = props;
  const [search, setSearch] = useState("");
  const groups = useMemo(() => groupsOf(period, suggestion), [period, suggestion]);
  const shown = useMemo(() => foundIn(groups, search), [groups, search]);
  const many = shown.reduce((sum, one) => sum + one.lines.length, 0);
  const put = (visits: readonly Id[], on: boolean) => {
    const next = new Set(ticked);
    for (const id of visits) on ? next.add(id) : next.delete(id);
    props.onTick(next);
  };
  return (
    <section class="list" aria-labelledby="lh">
      <header>
        <h2 id="lh">Visits by person</h2>
        {props.total > 0 && (
          <>
            <p class="tk">
              <b role="status">
                {count(ticked.size)} of {count(props.total)} ticked
              </b>{" "}
              <button
                type="button"
                class="lk"
                onClick={() => props.onTick(new Set(groups.flatMap((group) => group.lines.map((line) => line.visit))))}
              >
                Tick all
              </button>{" "}
              <button type="button" class="lk" onClick={() => props.onTick(new Set())}>
                None
              </button>
            </p>
            <input
              type="search"
              class="seek"
              aria-label="Search the suggestion"
              placeholder="A patient, or what is done"
              autocomplete="off"
              value={search}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          </>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key */}
      <section class="lscroll" tabIndex={0} aria-label="Each visit">
        <table class="chg">
          <thead>
            <tr>
              <th>
                <span class="vh">Take</span>
              </th>
              <th>What</th>
              <th>When</th>
              <th>Who is asked</th>
              <th>Why</th>
            </tr>
          </thead>
          {shown.map((group) => (
            <Series key={`${group.action} ${many <= few}`} group={group} ticked={ticked} isOpen={many <= few} onPut={put} />
          ))}
        </table>
        {props.total === 0 && <p class="same">Every visit that the care plans ask for in these weeks is planned.</p>}
        {props.total > 0 && shown.length === 0 && <p class="same">Nothing of it is for “{search}”.</p>}
      </section>
    </section>
  );
}

function Series(props: { group: Group; ticked: ReadonlySet<Id>; isOpen: boolean; onPut: (visits: readonly Id[], on: boolean) => void }) {
  const { group, ticked } = props;
  const [open, setOpen] = useState(props.isOpen);
  const visits = group.lines.map((one) => one.visit);
  const on = visits.filter((id) => ticked.has(id)).length;
  const of = `${group.name}, ${group.words}`;
  return (
    <tbody>
      <tr class="g">
        <th colSpan={5} scope="rowgroup">
          <span>
            <label class="hit">
              <input
                type="checkbox"
                checked={on === visits.length}
                ref={(box) => {
                  if (box) box.indeterminate = on > 0 && on < visits.length;
                }}
                onChange={() => props.onPut(visits, on < visits.length)}
              />
              <span class="vh">All of {of}</span>
            </label>
            <b>{group.name}</b> <em>{group.words}</em>
            <span class="hl num">
              {on === visits.length ? plural(on, "visit") : `${on} of ${plural(visits.length, "visit")}`}{" "}
              <button type="button" class="lk" aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? "Fold" : "When and why"}
                <span class="vh">: {of}</span>
              </button>
            </span>
            {!open && <small class="when">{whenWords(group)}</small>}
          </span>
        </th>
      </tr>
      {open && group.lines.map((line) => <Visit key={line.visit} line={line} name={group.name} on={ticked.has(line.visit)} onPut={props.onPut} />)}
    </tbody>
  );
}

const drawn: Readonly<Record<Line["kind"], string>> = { new: "+", changes: "↷", out: "−" };
const looks: Readonly<Record<Line["kind"], string>> = { new: "new", changes: "moves", out: "out" };

function Visit({ line, name, on, onPut }: { line: Line; name: string; on: boolean; onPut: (visits: readonly Id[], on: boolean) => void }) {
  return (
    <tr class={on ? undefined : "no"}>
      <td class="ck">
        <label class="hit">
          <input type="checkbox" checked={on} onChange={(event) => onPut([line.visit], event.currentTarget.checked)} />
          <span class="vh">
            {line.word}: {name}, {line.when}
          </span>
        </label>
      </td>
      <td>
        <span class={`kd ${looks[line.kind]}`}>
          <i aria-hidden="true">{drawn[line.kind]}</i>
          {line.word}
        </span>
      </td>
      <th scope="row" class="to num">
        {line.when}
      </th>
      <td class="fr">{line.who}</td>
      <td class="why">{line.why}</td>
    </tr>
  );
}

/** What it cannot do, and what it leaves alone, each with the reason. */
function Leaves({ suggestion }: { suggestion: WeekSuggestion }) {
  const { short, stays } = suggestion;
  return (
    <>
      {short.length > 0 && (
        <section class="cannot" aria-labelledby="sh">
          <header>
            <Icon name="warn" />
            <h2 id="sh">{plural(short.length, "week falls short", "weeks fall short")}</h2>
          </header>
          {short.map((one) => (
            <div key={`${one.action} ${one.first}`} class="one">
              <p class="pn">
                <b>{one.name}</b>, {one.words}, {spanWords(one.first, 1)}: {one.planned} of {one.asked}
              </p>
              <p>{one.why}</p>
            </div>
          ))}
        </section>
      )}
      {stays.length > 0 && (
        <section aria-labelledby="th">
          <h2 id="th">{plural(stays.length, "visit stays as it is", "visits stay as they are")}</h2>
          {stays.map((one) => (
            <p key={one.visit}>
              <b>{one.name}</b>, {one.words}, {shortDay(one.day)}: {one.why}
            </p>
          ))}
        </section>
      )}
      {short.length === 0 && stays.length === 0 && (
        <section aria-labelledby="nh">
          <h2 id="nh">Nothing is left out</h2>
          <p>Each week has what the care plans ask for.</p>
        </section>
      )}
    </>
  );
}
