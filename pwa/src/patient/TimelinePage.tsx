import { useMemo, useReducer, useState } from "preact/hooks";
import { day, dayAndTime, dayOf } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { Button, Empty } from "../ui";
import type { Entry } from "./entry";
import { everything, type FilterEvent, fits, kinds, professions, traitsOf, update } from "./filters";
import { Older } from "./Older";
import { outside, withOlder } from "./older";
import { type Looked, newTo } from "./since";
import { TimelineEntry } from "./TimelineEntry";
import { timeline } from "./timeline";
import { useOnline } from "./use-online";
import type { OnePatient } from "./use-patient";
import { WriteNote } from "./WriteNote";
import "./timeline.scss";

const page = 60;
const entry = { one: "entry", many: "entries" };
type Question = "professions" | "organisations" | "kinds";

/** Everything by everyone, newest first, with the line of the last look. */
export function Timeline({ one: here, looked: mark }: { one: OnePatient & { bundle: Bundle }; looked: Looked }) {
  const { store, say, me, name } = here;
  const [unknown, setUnknown] = useState(0);
  const older = useOnline(
    async (before: string | null) => {
      const answer = await store.older(here.bundle.id, { before });
      if (answer.ok) setUnknown((before === null ? 0 : unknown) + answer.unknown);
      return answer.ok ? { ...answer, items: answer.views } : answer;
    },
    (v) => v.id,
  );
  const { items } = older.model;
  const bundle = useMemo(() => withOlder(here.bundle, items), [here.bundle, items]);
  const one = { ...here, bundle };
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
    const isHere = (e: Entry) => here.bundle.one(e.about.kind, e.about.record) !== undefined;
    return entries.map((e) => ({ e, traits: traitsOf(e, say.people), fresh: isNew(e), online: !isHere(e) }));
  }, [entries, say.people, mark, here.bundle]);
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
            <List
              shown={shown.slice(0, items.length > 0 ? shown.length : most)}
              looked={filter.onlyNew ? null : looked}
              correct={filter.onlyMine}
              one={one}
            />
          )}
          {shown.length > most && items.length === 0 ? (
            <Button look="second" onClick={() => setMost(most + page)}>
              Show {Math.min(page, shown.length - most)} older
            </Button>
          ) : (
            <Older
              reading={older}
              out={outside(here.bundle)}
              covered={store.status.value.state !== "offline"}
              thing={entry}
              unknown={unknown}
              holds={
                one.seesMore
                  ? "This tablet holds notes of 12 months, visits of 90 days and the last 20 of each measurement."
                  : "Notes and measurements are for the care team and are not shown to you. This tablet holds visits of 90 days."
              }
            />
          )}
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

function List(props: {
  shown: { e: Entry; fresh: boolean; online: boolean }[];
  looked: string | null;
  correct: boolean;
  one: OnePatient & { bundle: Bundle };
}) {
  const { say } = props.one;
  const today = dayOf(say.now);
  let last = "";
  let above = false;
  return (
    <ol class="tlx">
      {props.shown.map(({ e, fresh, online }) => {
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
            <TimelineEntry e={e} fresh={fresh} correct={!online && (props.correct || which === today)} online={online} one={props.one} />
          </li>
        );
      })}
    </ol>
  );
}
