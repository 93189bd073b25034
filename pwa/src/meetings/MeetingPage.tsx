import { useState } from "preact/hooks";
import { ageOn } from "../lib/dates";
import { find, plain } from "../lib/find";
import { seesMore } from "../patient/may";
import { Button, Icon, LinkButton, Main, Strip, Tag, useTitle } from "../ui";
import { Alerts } from "../ui/Alerts";
import { useHeldFocus } from "../ui/use-held-focus";
import { Cancelling } from "./Cancelling";
import { awayWords, coming, isCancelled, type Listed, type Meeting, stateOf, whenWords } from "./meeting";
import { Person } from "./Person";
import { Planning } from "./Planning";
import { type Meetings, useList } from "./use-meetings";
import { WhoIsHere } from "./WhoIsHere";

/** One meeting: whom it talks about on one side, on the other the person whose turn it is, or who is here. */
export function MeetingPage({ at, meeting, patient }: { at: Meetings; meeting: Meeting; patient: string | null }) {
  const on = useList(at.store, meeting.id);
  const turn = on.findIndex(({ header }) => header.bundle === patient);
  const chosen = at.store.index.value.find((header) => header.bundle === patient) ?? null;
  const [changing, change] = useState<"plan" | "cancel" | null>(null);
  useHeldFocus("header .acts button", "h1");
  useTitle(patient ? "Person at a meeting" : "Team meeting");
  const f = meeting.fields;
  const { say } = at;
  return (
    <Main class={patient ? "meetings one-meeting has-person" : "meetings one-meeting"}>
      {patient ? (
        <p class="crumb">
          <a href={`/meetings/${meeting.id}`}>
            <Icon name="left" />
            <span>
              {f.title}, <span class="nowrap">{whenWords(meeting, say.now)}</span>
            </span>
          </a>
        </p>
      ) : (
        <header class="head">
          <p class="crumb">
            <a href="/meetings">
              <Icon name="left" />
              All meetings
            </a>
          </p>
          <h1>{f.title}</h1>
          <p class="facts">
            <b>{whenWords(meeting, say.now)}</b>
            <span>{awayWords(meeting, say.now)}</span>
            {f.place && <span>{f.place}</span>}
            {f.chair && (
              <span>
                {f.chair === at.me?.staff ? "You lead it" : `${say.people.staff(f.chair)?.name ?? "Somebody not on this tablet’s list"} leads it`}
              </span>
            )}
          </p>
          <div class="acts">
            {f.link && (
              <LinkButton look="second" icon="speak" href={f.link} external>
                Join the call
              </LinkButton>
            )}
            {at.may && !isCancelled(meeting) && (
              <>
                <Button look="calm" icon="pen" expanded={changing === "plan"} onClick={() => change(changing === "plan" ? null : "plan")}>
                  Change
                </Button>
                {coming([meeting], say.now).length > 0 && (
                  <Button look="calm" icon="nosign" expanded={changing === "cancel"} onClick={() => change(changing === "cancel" ? null : "cancel")}>
                    Cancel it
                  </Button>
                )}
              </>
            )}
          </div>
        </header>
      )}
      {isCancelled(meeting) && (
        <Strip icon="nosign" tone="care" title="This meeting is cancelled">
          <p>{[f.status_reason, "Who is on its list is still to be discussed: put each off to another meeting."].filter(Boolean).join(". ")}</p>
        </Strip>
      )}
      {!patient && changing === "plan" && <Planning at={at} meeting={meeting} onDone={() => change(null)} />}
      {!patient && changing === "cancel" && <Cancelling at={at} meeting={meeting} onDone={() => change(null)} />}
      <div class="table">
        <OnTheList at={at} meeting={meeting} on={on} chosen={patient} />
        {chosen ? (
          <Person
            key={chosen.bundle}
            at={at}
            meeting={meeting}
            patient={chosen.bundle}
            before={turn > 0 ? (on[turn - 1] ?? null) : null}
            after={turn >= 0 ? (on[turn + 1] ?? null) : null}
          />
        ) : patient ? (
          <section class="card">
            <h1>This person is not on this tablet</h1>
            <p>Either it is nobody whom you look after now, or they come with the next coverage.</p>
          </section>
        ) : (
          <WhoIsHere at={at} meeting={meeting} />
        )}
      </div>
    </Main>
  );
}

const many = 5;

function OnTheList(props: { at: Meetings; meeting: Meeting; on: readonly Listed[]; chosen: string | null }) {
  const { at, meeting, on } = props;
  const [query, setQuery] = useState("");
  const done = on.filter(({ item }) => stateOf(item) !== "listed").length;
  const byName = new Set(
    find(
      on.map(({ header }) => header),
      query,
    ).hits.map((one) => one.bundle),
  );
  const fits = ({ header, talk }: Listed): boolean =>
    byName.has(header.bundle) || (query.trim() !== "" && plain(talk?.fields.question ?? "").includes(plain(query)));
  const shown = on.filter(fits);
  return (
    <section class="card onlist" aria-labelledby="onlist-h">
      <header>
        <h2 id="onlist-h">To discuss</h2>
        {on.length > 0 && (
          <small>
            {done} of {on.length} done
          </small>
        )}
      </header>
      {on.length > many && (
        <search class="find small-find">
          <Icon name="search" />
          <label class="vh" for="find-listed">
            Find on this list
          </label>
          <input
            type="search"
            id="find-listed"
            placeholder={seesMore(at.me?.role) ? "Name, or a word of the question" : "Name"}
            value={query}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </search>
      )}
      {on.length === 0 && (
        <p class="muted">
          Nobody whom you look after is on the list. People are put on it from their own page, and from their care plan: “Discuss at the next MDT”.
        </p>
      )}
      <p class="vh" role="status">
        {query ? `${shown.length} found` : ""}
      </p>
      {query && shown.length === 0 && <p class="muted">Nobody on this list fits.</p>}
      <ol class="turns">
        {shown.map((one) => (
          <Turn key={one.header.bundle} at={at} meeting={meeting} one={one} n={on.indexOf(one) + 1} isChosen={one.header.bundle === props.chosen} />
        ))}
      </ol>
      <p class="by note">You see those whom you look after. A meeting can have others on its list.</p>
    </section>
  );
}

function Turn({ at, meeting, one, n, isChosen }: { at: Meetings; meeting: Meeting; one: Listed; n: number; isChosen: boolean }) {
  const { header, item, talk, bundle } = one;
  const { say } = at;
  const state = stateOf(item);
  const alerts = header.alerts.filter((alert) => alert.category !== "access");
  const asker = talk?.fields.asked_by;
  const reads = seesMore(at.me?.role);
  return (
    <li>
      <a class="turn" href={`/meetings/${meeting.id}/${header.bundle}`} aria-current={isChosen ? "true" : undefined}>
        <span class="n num" aria-hidden="true">
          {n}
        </span>
        <span class="tx">
          <span class="nm">
            <span>
              <b>{header.name}</b> {header.born_on && <span class="age">{ageOn(header.born_on, say.now)}</span>}
            </span>
            {state === "discussed" && (
              <Tag tone="done" icon="check">
                Discussed
              </Tag>
            )}
            {state === "put-off" && (
              <Tag tone="care" icon="clock">
                Put off
              </Tag>
            )}
          </span>
          {(reads || !bundle) && (
            <span class="q">
              {talk?.disputed.asked
                ? "Two wrote the question differently: to settle"
                : talk?.fields.question || (bundle ? "No question was written" : "The record comes with the next coverage")}
            </span>
          )}
          {asker && (
            <span class="by">
              Asked by {asker === at.me?.staff ? "you" : (say.people.staff(asker)?.name ?? "somebody not on this tablet’s list")}
            </span>
          )}
          {alerts.length > 0 && (
            <span class="al">
              <Alerts alerts={alerts.slice(0, 2)} />
              {alerts.length > 2 && <small>+{alerts.length - 2} more</small>}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}
