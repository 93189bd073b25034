import { useMemo, useReducer, useState } from "preact/hooks";
import { day, dayAndTime, dayOf } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { Button, Empty } from "../ui";
import { everything, type FilterEvent, fits, kinds, professions, traitsOf, update } from "./filters";
import { type Looked, newTo } from "./since";
import { TimelineEntry } from "./TimelineEntry";
import { type Entry, timeline } from "./timeline";
import type { OnePatient } from "./use-patient";
import { WriteNote } from "./WriteNote";
import "./timeline.scss";

const page = 60;
type Question = "professions" | "organisations" | "kinds";

/** Everything by everyone, newest first, with the line of the last look. */
export function Timeline({ one, looked: mark }: { one: OnePatient & { bundle: Bundle }; looked: Looked }) {
  const { bundle, say, me, name } = one;
  const mine = me?.staff ?? "";
  const looked = mark.at;
  const [filter, tell] = useReducer(update, everything);
  const [open, setOpen] = useState<Question | "words" | "note" | null>(null);
  const [most, setMost] = useState(page);
  // The clock ticks every few seconds and moves no entry: only another day or another record does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const entries = useMemo(() => timeline(bundle, say, name), [bundle, say.people, dayOf(say.now), name]);
  const told = useMemo(() => {
    const isNew = newTo(entries, mark);
    return entries.map((e) => ({ e, traits: traitsOf(e, say.people), fresh: isNew(e) }));
  }, [entries, say.people, mark]);
  const shown = told.filter((t) => fits(t.e, t.traits, filter, mine, t.fresh));
  const count = (f: (t: (typeof told)[number]) => boolean) => told.filter(f).length;
  const organisations = [...new Set(told.map((t) => t.traits.organisation))].sort();
  const questions: { question: Question; legend: string; all: string; answers: { value: string; words: string; count: number }[] }[] = [
    {
      question: "professions",
      legend: "Profession",
      all: "Everyone",
      answers: professions.map((p) => ({ value: p, words: p, count: count((t) => t.traits.profession === p) })),
    },
    {
      question: "organisations",
      legend: "Organisation",
      all: "All organisations",
      answers: organisations.map((o) => ({ value: o, words: o, count: count((t) => t.traits.organisation === o) })),
    },
    {
      question: "kinds",
      legend: "Kind",
      all: "All kinds",
      answers: kinds.map((k) => ({ value: k.kind, words: k.words, count: count((t) => t.e.kind === k.kind) })),
    },
  ];
  const toggle = (what: typeof open) => setOpen(open === what ? null : what);
  return (
    <>
      <div class="headrow">
        <h2>Timeline</h2>
        <div class="acts">
          <Button look="calm" icon="search" expanded={open === "words"} onClick={() => toggle("words")}>
            Find words
          </Button>
          {one.may("note", "words") && (
            <Button icon="pen" expanded={open === "note"} onClick={() => toggle("note")}>
              Write a note
            </Button>
          )}
        </div>
      </div>
      {open === "words" && (
        <div class="find">
          <label for="find-words">Words to find</label>
          <input
            id="find-words"
            type="search"
            autofocus
            autocomplete="off"
            value={filter.words}
            onInput={(e) => tell({ type: "words", words: e.currentTarget.value })}
          />
        </div>
      )}
      <WriteNote one={one} open={open === "note"} onOpen={() => setOpen("note")} onClose={() => setOpen(null)} />
      <div class="lay">
        <aside class="flt" aria-label="Show">
          <h3>Show</h3>
          {questions.map((q) => (
            <Answers key={q.question} {...q} chosen={filter[q.question]} total={told.length} tell={tell} />
          ))}
        </aside>
        <div>
          <fieldset class="chips">
            <legend class="vh">Show</legend>
            {questions.map((q) => (
              <Button
                key={q.question}
                look="calm"
                class={filter[q.question].size > 0 ? "pick on" : "pick"}
                expanded={open === q.question}
                onClick={() => toggle(q.question)}
              >
                {filter[q.question].size > 0 ? `${q.legend}: ${filter[q.question].size}` : q.all}
              </Button>
            ))}
            {looked && (
              <Button look="calm" class={filter.onlyNew ? "mine on" : "mine"} pressed={filter.onlyNew} onClick={() => tell({ type: "new" })}>
                <span>
                  New to me <small>{count((t) => t.fresh)}</small>
                </span>
              </Button>
            )}
            <Button look="calm" class={filter.onlyMine ? "mine on" : "mine"} pressed={filter.onlyMine} onClick={() => tell({ type: "mine" })}>
              <span>
                By me <small>{count((t) => t.e.by === mine)}</small>
              </span>
            </Button>
          </fieldset>
          {questions.map(
            (q) =>
              open === q.question && (
                <div class="flt folded" key={q.question}>
                  <Answers {...q} chosen={filter[q.question]} total={told.length} tell={tell} />
                </div>
              ),
          )}
          <p class="vh" role="status">
            {shown.length} of {told.length} entries
          </p>
          {told.length === 0 ? (
            <Empty title="Nothing is written yet">
              <p>Notes, measurements, visits and changes of the plan stand here, by everyone.</p>
            </Empty>
          ) : shown.length === 0 ? (
            <p>Nothing fits what you chose to show.</p>
          ) : (
            <List shown={shown.slice(0, most)} looked={filter.onlyNew ? null : looked} correct={filter.onlyMine} one={one} />
          )}
          {shown.length > most && (
            <Button look="second" onClick={() => setMost(most + page)}>
              Show {Math.min(page, shown.length - most)} older
            </Button>
          )}
          <p class="small older">
            {one.seesMore
              ? "This tablet holds notes of 12 months, visits of 90 days and the last 20 of each measurement. What is older is kept in the record."
              : "Notes and measurements are for the care team and are not shown to you. Visits are of the last 90 days."}
          </p>
        </div>
      </div>
    </>
  );
}

function Answers(props: {
  question: Question;
  legend: string;
  all: string;
  answers: { value: string; words: string; count: number }[];
  chosen: ReadonlySet<string>;
  total: number;
  tell: (e: FilterEvent) => void;
}) {
  const { question, chosen, tell } = props;
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      <label>
        <input type="checkbox" checked={chosen.size === 0} onChange={() => tell({ type: "all", question })} />
        <span>{props.all}</span>
        <span class="num">{props.total}</span>
      </label>
      {props.answers
        .filter((a) => a.count > 0)
        .map((a) => (
          <label key={a.value}>
            <input type="checkbox" checked={chosen.has(a.value)} onChange={() => tell({ type: "toggle", question, value: a.value })} />
            <span>{a.words}</span>
            <span class="num">{a.count}</span>
          </label>
        ))}
    </fieldset>
  );
}

function List(props: { shown: { e: Entry; fresh: boolean }[]; looked: string | null; correct: boolean; one: OnePatient & { bundle: Bundle } }) {
  const { say } = props.one;
  const today = dayOf(say.now);
  let last = "";
  let above = false;
  return (
    <ol class="tlx">
      {props.shown.map(({ e, fresh }) => {
        const which = dayOf(e.at || say.now);
        const heading = which !== last;
        last = which;
        const line = above && props.looked !== null && e.at <= props.looked;
        if (e.at > (props.looked ?? "")) above = true;
        if (line) above = false;
        return (
          <li key={e.id}>
            {line && (
              <p class="seen">
                <span>Above is since you looked, {dayAndTime(props.looked ?? "", say.now)}</span>
              </p>
            )}
            {heading && <h3 class="dayh">{which === today ? `Today, ${day(which, say.now)}` : day(which, say.now)}</h3>}
            <TimelineEntry e={e} fresh={fresh} correct={props.correct || which === today} one={props.one} />
          </li>
        );
      })}
    </ol>
  );
}
