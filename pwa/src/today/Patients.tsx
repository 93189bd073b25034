import "./patients.scss";
import { useMemo, useRef, useState } from "preact/hooks";
import { addressLine } from "../lib/address";
import { ageOn, dayOf, longDate, relativeDay, sinceWhen, timeOf } from "../lib/dates";
import { find, marks, nearlyAlike } from "../lib/find";
import { formatNhsNumber } from "../lib/nhs-number";
import { knownBy, maybeSameIn, whySame } from "../lib/same-person";
import { readsRecords } from "../patient/may";
import { phoneHref } from "../patient/text";
import type { Header, Id, Me, People } from "../store/contract";
import { useStore } from "../store/use-store";
import { Alerts, Button, Card, Empty, Face, Icon, LinkButton, Main, useTitle } from "../ui";
import { Beyond } from "./Beyond";

const atOnce = 50;

/** Those on this tablet, found by name, number, street or date of birth, with or without coverage; and, with coverage, those beyond it. */
export default function Patients() {
  const store = useStore();
  const index = store.index.value;
  const people = store.people.value;
  const now = store.now.value;
  const status = store.status.value;
  const session = store.session.value;
  const me = session.phase === "open" ? session.me : null;
  const [query, setQuery] = useState("");
  const [all, setAll] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useTitle("Find a patient");

  const sorted = useMemo(
    () => [...index].sort((a, b) => a.family_name.localeCompare(b.family_name, "en-GB") || a.given_name.localeCompare(b.given_name, "en-GB")),
    [index],
  );
  const { hits, near } = useMemo(() => find(sorted, query), [sorted, query]);
  // Two records that may be of one person say so themselves, and no date of birth would tell them apart.
  const alike = useMemo(() => nearlyAlike(query.trim() ? hits : []).filter(([one, other]) => !whySame(one, other)), [hits, query]);
  const same = useMemo(() => maybeSameIn(index), [index]);
  const phone = me?.team ? people.team(me.team)?.phone : null;
  const shown = all ? hits : hits.slice(0, atOnce);
  const yours = index.length === 1 ? "your 1 patient" : `your ${index.length} patients`;
  const isEmpty = index.length === 0 && status.state !== "filling";
  if (isEmpty && me && !readsRecords(me.role))
    return (
      <Main class="patients">
        <h1 class="vh">Find a patient</h1>
        <Nobody me={me} phone={phone} />
      </Main>
    );
  return (
    <Main class="patients">
      <div class="hold">
        <div class="headrow">
          <h1>Find a patient</h1>
          <p class="muted" id="find-h">
            Name, NHS number, street or date of birth
          </p>
          <a class="aside" href="/meetings">
            Team meetings
          </a>
          {(me?.role === "lead" || me?.role === "coordinator") && (
            <a class="aside" href="/population">
              People at risk
            </a>
          )}
        </div>
        <search class="find">
          <Icon name="search" />
          <label class="vh" for="find">
            Find a patient
          </label>
          <input
            ref={field}
            type="search"
            id="find"
            value={query}
            aria-describedby="find-h"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            onInput={(event) => {
              setQuery(event.currentTarget.value);
              setAll(false);
            }}
          />
          {query && (
            <button
              type="button"
              onClick={() => {
                setQuery("");
                field.current?.focus();
              }}
            >
              <Icon name="shut" />
              <span class="vh">Empty the field</span>
            </button>
          )}
        </search>
        {isEmpty && <Nobody me={me} phone={phone} />}
        <p class={isEmpty ? "vh" : "count"} role="status">
          <b>{!query.trim() ? `All ${yours}` : near ? `None of ${yours} is called that` : `${hits.length} of ${yours}`}</b>
          <span class="muted">
            {near && status.since ? `As of ${sinceWhen(status.since, now)}` : "Looked up on this tablet, works without coverage"}
          </span>
        </p>
        {alike.length > 0 && (
          <p class="same">
            <Icon name="warn" />
            <span>
              <b>{alike.length === 1 ? "Two names are nearly alike." : "Some names are nearly alike."}</b> Check the date of birth with the person
              before you write.
            </span>
          </p>
        )}
        <h2 class={near && hits.length > 0 ? "perhaps" : "vh"}>
          {!near ? "Found" : hits.length === 1 ? "Perhaps this one?" : "Perhaps one of these?"}
        </h2>
        <ul class="hits">
          {shown.map((header) => (
            <Hit
              key={header.bundle}
              header={header}
              same={same.get(header.bundle) ?? []}
              query={near ? "" : query}
              me={me?.staff ?? ""}
              people={people}
              now={now}
            />
          ))}
        </ul>
        {hits.length > shown.length && (
          <p class="more">
            <Button look="second" onClick={() => setAll(true)}>
              Show all {hits.length}
            </Button>
          </p>
        )}
        <Beyond key={query.trim()} query={query} />
        {near && !isEmpty && (
          <Card title="Or look another way" class="nonecard">
            <ul class="try">
              <li>
                <Icon name="form" />
                <span>
                  <b>NHS number</b>
                  <small>10 digits, on the letter or the label</small>
                </span>
              </li>
              <li>
                <Icon name="today" />
                <span>
                  <b>Date of birth</b>
                  <small>As 07 07 1953</small>
                </span>
              </li>
              <li>
                <Icon name="people" />
                <span>
                  <b>Taken on {status.since ? `since ${sinceWhen(status.since, now)}` : "today"}?</b>
                  <small>A patient given to you today comes with coverage</small>
                </span>
                {phone && (
                  <LinkButton look="second" icon="phone" href={`tel:${phone.replaceAll(" ", "")}`}>
                    Ring the team
                  </LinkButton>
                )}
              </li>
            </ul>
          </Card>
        )}
      </div>
    </Main>
  );
}

function Nobody({ me, phone }: { me: Me | null; phone: string | null | undefined }) {
  return (
    <Empty
      title="No patients on this tablet"
      acts={
        phone && (
          <LinkButton look="second" icon="phone" href={phoneHref(phone)}>
            Ring the team
          </LinkButton>
        )
      }
    >
      <p>
        {me && !readsRecords(me.role)
          ? "Managers, administrators and privacy officers read no patient’s record here."
          : "A patient comes here with a visit, or with a place on your own list. Nobody is on yours now."}
      </p>
    </Empty>
  );
}

function Marked({ text, query }: { text: string; query: string }) {
  const spots = query.trim() ? marks(text, query) : [];
  if (spots.length === 0) return <>{text}</>;
  const out = [];
  let from = 0;
  for (const [start, end] of spots) {
    out.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <>
      {out}
      {text.slice(from)}
    </>
  );
}

function Hit({
  header,
  same,
  query,
  me,
  people,
  now,
}: {
  header: Header;
  same: readonly Header[];
  query: string;
  me: Id;
  people: People;
  now: Date;
}) {
  return (
    <li>
      <a class="hit" href={`/patient/${header.bundle}`}>
        <Face name={header.name} />
        <div>
          <h3>
            <Marked text={header.name} query={query} /> {header.born_on && <span class="age">{ageOn(header.born_on, now)}</span>}
          </h3>
          {header.known_as && header.known_as !== header.given_name && <p class="addr">known as {header.known_as}</p>}
          <p class="nums num">
            {header.born_on && <span>Born {longDate(header.born_on)}</span>}
            {header.nhs_number && <span>NHS {formatNhsNumber(header.nhs_number)}</span>}
          </p>
          <p class="addr">
            <Marked text={addressLine(header)} query={query} />
          </p>
          {same.length > 0 && (
            <p class="twin">
              <Icon name="warn" />
              <span>
                <b>This may be the same person as</b> {same.map((other) => `${other.name}, ${knownBy(other)}`).join("; ")}
              </span>
            </p>
          )}
        </div>
        <div class="when2">
          <p>{seen(header, me, people, now)}</p>
          <Alerts alerts={header.alerts} />
        </div>
        <Icon name="right" />
      </a>
    </li>
  );
}

/** The next visit, else the last one: "Next today 09:30, you and Amina Khatun". */
function seen(header: Header, me: Id, people: People, now: Date) {
  const open = header.visits
    .filter((v) => v.status === "planned" && v.planned_end >= now.toISOString() && !v.attendances.some((a) => a.left_at))
    .sort((a, b) => a.planned_start.localeCompare(b.planned_start))[0];
  if (open) {
    const who = open.asked
      .map((id) => (id === me ? "you" : (people.staff(id)?.name ?? "a colleague")))
      .sort((a, b) => Number(b === "you") - Number(a === "you"));
    const when = `Next ${relativeDay(open.planned_start, now)} ${timeOf(open.planned_start)}`;
    return (
      <>
        {dayOf(open.planned_start) === dayOf(now) ? <b>{when}</b> : when}
        {who.length > 0 ? `, ${who.join(" and ")}` : ""}
      </>
    );
  }
  const last = header.visits
    .flatMap((v) => v.attendances.filter((a) => a.arrived_at && a.outcome === "completed").map((a) => a.arrived_at as string))
    .sort()
    .at(-1);
  return last ? `Seen ${relativeDay(last, now)}, no visit planned` : "No visit planned";
}
