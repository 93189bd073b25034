import { useId } from "preact/hooks";
import type { BoardProposal } from "../store/board";
import type { Id } from "../store/contract";
import type { Day } from "./day";
import { byPerson, type Line, type OfPerson, unchangedWords } from "./difference";
import { Sign } from "./Sign";
import { hoursLeft, plural } from "./words";

/** Every change with its reason, by the person who has it then. What is ticked is what would be taken. */
export function Changes(props: {
  day: Day;
  proposal: BoardProposal;
  ticked: ReadonlySet<Id>;
  onTick: (ticked: ReadonlySet<Id>) => void;
  counted: string;
}) {
  const { day, proposal, ticked } = props;
  const groups = byPerson(day, proposal);
  const total = proposal.changes.length;
  const same = unchangedWords(day, proposal);
  const turn = (visit: Id, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(visit);
    else next.delete(visit);
    props.onTick(next);
  };
  return (
    <section class="list" aria-labelledby="lh">
      <header>
        <h2 id="lh">Changes by person</h2>
        {total > 0 && (
          <p class="tk">
            <b role="status">
              {ticked.size} of {total} ticked
            </b>{" "}
            <button type="button" class="lk" onClick={() => props.onTick(new Set(proposal.changes.map((one) => one.visit)))}>
              Tick all
            </button>{" "}
            <button type="button" class="lk" onClick={() => props.onTick(new Set())}>
              None
            </button>
          </p>
        )}
        <p class="muted" role="status">
          {props.counted && <Sign name="overlap" />}
          {props.counted}
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key */}
      <section class="lscroll" tabIndex={0} aria-label="Each change">
        <table class="chg">
          <thead>
            <tr>
              <th>
                <span class="vh">Take</span>
              </th>
              <th>Change</th>
              <th>Visit</th>
              <th>Now</th>
              <th>Then</th>
              <th>Why</th>
            </tr>
          </thead>
          {groups.map((group) => (
            <Group key={group.person?.id ?? "nobody"} group={group} ticked={ticked} onTurn={turn} />
          ))}
        </table>
        {total === 0 && <p class="same">It would leave every visit where it is.</p>}
        {same && <p class="same">{same}</p>}
      </section>
    </section>
  );
}

function Group({ group, ticked, onTurn }: { group: OfPerson; ticked: ReadonlySet<Id>; onTurn: (visit: Id, on: boolean) => void }) {
  const { person, left, lines } = group;
  return (
    <tbody>
      <tr class="g">
        <th colSpan={6} scope="rowgroup">
          <span>
            <b>{person?.name ?? "Nobody then"}</b> {person && <em>{person.role}</em>}
            <span class="hl num">
              {plural(lines.length, "change")}
              {left && (
                <>
                  {" · hours left "}
                  {hoursLeft(left[0])} <span aria-hidden="true">→</span>
                  <span class="vh">then</span> <b>{hoursLeft(left[1])}</b>
                </>
              )}
            </span>
          </span>
        </th>
      </tr>
      {lines.map((line) => (
        <Row key={line.visit} line={line} on={ticked.has(line.visit)} onTurn={onTurn} />
      ))}
    </tbody>
  );
}

const drawn: Readonly<Record<Line["kind"], string>> = { new: "+", moves: "→", later: "↷", earlier: "↶", out: "−" };

function Row({ line, on, onTurn }: { line: Line; on: boolean; onTurn: (visit: Id, on: boolean) => void }) {
  const id = useId();
  return (
    <tr class={on ? undefined : "no"}>
      <td class="ck">
        <label class="hit" for={id}>
          <input type="checkbox" id={id} checked={on} onChange={(event) => onTurn(line.visit, event.currentTarget.checked)} />
          <span class="vh">
            Take: {line.name}, {line.what}
          </span>
        </label>
      </td>
      <td>
        <span class={`kd ${line.kind}`}>
          <i aria-hidden="true">{drawn[line.kind]}</i>
          {line.word}
        </span>
      </td>
      <th scope="row">
        <b>{line.name}</b> <span>{line.what}</span>
        {line.urgent && (
          <span class="ug">
            <Sign name="clock" />
            2-hour
          </span>
        )}
        {line.newFace && (
          <span class="nf">
            <Sign name="face" />
            new face
          </span>
        )}
      </th>
      <td class="fr">{line.now}</td>
      <td class="to num">{line.next || "nobody"}</td>
      <td class="why">{line.why}</td>
    </tr>
  );
}
