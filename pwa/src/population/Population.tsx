import "./population.scss";
import { useEffect, useState } from "preact/hooks";
import { ageOn, day } from "../lib/dates";
import { nameOfStaff } from "../patient/words";
import type { AtRiskPage, AtRiskPerson } from "../store/population";
import { useStore } from "../store/use-store";
import { Button, Empty, Icon, Main, Segmented, Tag, useTitle } from "../ui";
import { NotHere } from "../ui/NotHere";
import { tones } from "./open";
import { found, type List, lists } from "./state";
import { bands } from "./words";

const titles: Record<List, string> = { lead: "No lead", coordinator: "No co-ordinator", plan: "No plan", review: "Review overdue" };
const none: Record<List, string> = {
  lead: "Everybody at high or very high risk has a lead professional.",
  coordinator: "Everybody at high or very high risk has a care co-ordinator.",
  plan: "Everybody at high or very high risk has a plan.",
  review: "Every plan was agreed within the last twelve months.",
};
const atOnce = 50;

/** Who at high or very high risk lacks something: for leads, of their team; for co-ordinators, of those they care for. */
export default function Population() {
  const session = useStore().session.value;
  return session.phase === "open" && (session.me.role === "lead" || session.me.role === "coordinator") ? <Screen /> : <NotHere />;
}

type Reading = { phase: "busy" } | { phase: "failed"; words: string; offline: boolean } | { phase: "here"; page: AtRiskPage };

function Screen() {
  useTitle("People at risk");
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [reading, setReading] = useState<Reading>({ phase: "busy" });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew, `covered` when coverage comes back
  useEffect(() => {
    let gone = false;
    void store
      .population()
      .then((population) => population.atRisk())
      .catch(() => null)
      .then((answer) => {
        if (gone) return;
        if (answer?.ok) setReading({ phase: "here", page: answer.value });
        else {
          const offline = !answer || answer.why === "offline";
          const words = offline ? "No coverage just now. A person’s own page shows the same, with or without coverage." : answer.words;
          setReading((now) => (now.phase === "here" ? now : { phase: "failed", words, offline }));
        }
      });
    return () => {
      gone = true;
    };
  }, [store, turn, covered]);
  return (
    <Main class="population">
      <h1>People at risk</h1>
      {reading.phase === "busy" && (
        <p role="status" class="muted">
          Looking who lacks what.
        </p>
      )}
      {reading.phase === "failed" && (
        <Empty
          title={reading.offline ? "The lists open with coverage" : "The lists cannot be shown"}
          acts={
            <Button look="second" onClick={() => setTurn(turn + 1)}>
              Try again
            </Button>
          }
        >
          <p>{reading.words}</p>
        </Empty>
      )}
      {reading.phase === "here" && <Lists page={reading.page} />}
    </Main>
  );
}

function Lists({ page }: { page: AtRiskPage }) {
  const [list, choose] = useState<List>(() => lists.find((one) => (page.counts[one] ?? 0) > 0) ?? "lead");
  const [query, setQuery] = useState("");
  const [all, setAll] = useState(false);
  const hits = found(page.people, list, query);
  const shown = all ? hits : hits.slice(0, atOnce);
  if (page.at_risk === 0)
    return (
      <Empty title="Nobody is at high or very high risk">
        <p>Of those whose records you may read. Bands come with each month’s run of the practices, or are written on a person’s page.</p>
      </Empty>
    );
  return (
    <>
      <p class="muted">
        <b>{page.at_risk}</b> at high or very high risk, of those whose records you may read
        {page.left > 0 ? `. ${page.left} more lack something than can be listed here: those at the highest risk come first` : ""}.
      </p>
      <Segmented
        legend="What they lack"
        segments={lists.map((one) => ({ value: one, text: `${titles[one]}: ${page.counts[one] ?? 0}` }))}
        value={list}
        onChange={(next) => {
          choose(next);
          setAll(false);
        }}
      />
      <search class="find">
        <Icon name="search" />
        <label class="vh" for="at-risk-find">
          Find by name
        </label>
        <input
          id="at-risk-find"
          type="search"
          placeholder="Find by name"
          autocomplete="off"
          spellcheck={false}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </search>
      <p role="status" class="vh">
        {hits.length} listed
      </p>
      {hits.length === 0 ? (
        <p class="muted">{query.trim() ? `Nobody on this list is called “${query.trim()}”.` : none[list]}</p>
      ) : (
        <ul class="at-risk">
          {shown.map((person) => (
            <li key={person.patient}>
              <Person person={person} />
            </li>
          ))}
        </ul>
      )}
      {shown.length < hits.length && (
        <Button look="second" onClick={() => setAll(true)}>
          Show all {hits.length}
        </Button>
      )}
    </>
  );
}

function Person({ person }: { person: AtRiskPerson }) {
  const store = useStore();
  const say = { people: store.people.value, now: store.now.value };
  const here = store.index.value.some((header) => header.bundle === person.patient);
  const lacks = person.lacks.map((one) => (one === "review" ? agreed(person) : (titles[one as List] ?? one)));
  return (
    <>
      <p class="head">
        {here ? <a href={`/patient/${person.patient}`}>{person.name}</a> : <b>{person.name}</b>}
        <Tag tone={tones[person.band] ?? "line"}>{bands[person.band] ?? person.band}</Tag>
      </p>
      <p>{lacks.join(" · ")}</p>
      <p class="by">
        {[
          person.born_on && `${ageOn(person.born_on, say.now)} years`,
          person.since && `${person.is_judged ? "judged" : "found"} ${day(person.since, say.now)}`,
          person.lead && `lead: ${nameOfStaff(person.lead, say)}`,
          person.coordinator && `co-ordinator: ${nameOfStaff(person.coordinator, say)}`,
          !here && "not on this tablet",
        ]
          .filter(Boolean)
          .join(", ")}
      </p>
    </>
  );

  function agreed({ agreed_on }: AtRiskPerson): string {
    return agreed_on ? `Plan agreed ${day(agreed_on, say.now)}` : "Plan never agreed";
  }
}
