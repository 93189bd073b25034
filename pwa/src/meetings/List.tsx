import { useState } from "preact/hooks";
import { dayOf, shortDate, shortDay, timeOf } from "../lib/dates";
import { plain } from "../lib/find";
import type { Header } from "../store/contract";
import { Button, Empty, Icon, Main, Tag } from "../ui";
import { awayWords, coming, endOf, isCancelled, type Meeting, namesOn, past } from "./meeting";
import { Planning } from "./Planning";
import type { Meetings } from "./use-meetings";

const few = 5;

/** The meetings to come, and those that were: found by their name, their room, or somebody on their list. */
export function List({ at }: { at: Meetings }) {
  const { store, me, say } = at;
  const [query, setQuery] = useState("");
  const [planning, plan] = useState(false);
  const [everything, showAll] = useState(false);
  const index = store.index.value;
  const withPeople = at.all.map((meeting) => ({ meeting, people: namesOn(meeting.id, index) }));
  const fits = ({ meeting, people }: { meeting: Meeting; people: Header[] }): boolean => {
    const { title, place, chair } = meeting.fields;
    const words = plain(
      [title, place, chair ? say.people.staff(chair)?.name : "", ...people.map((one) => `${one.name} ${one.known_as ?? ""}`)].join(" "),
    );
    return plain(query)
      .split(" ")
      .every((word) => words.includes(word));
  };
  const found = new Map(withPeople.filter(fits).map((one) => [one.meeting.id, one.people]));
  const next = coming(at.all, say.now).filter((one) => found.has(one.id));
  const before = past(at.all, say.now).filter((one) => found.has(one.id));
  const shown = everything || query ? before : before.slice(0, few);
  const mine = next.filter((one) => one.fields.team === me?.team);
  const others = next.filter((one) => one.fields.team !== me?.team);
  return (
    <Main class="meetings">
      <div class="headrow">
        <div>
          <h1>Team meetings</h1>
          <p class="muted">Several professions think about one person together (MDT)</p>
        </div>
        {at.may && at.here && (
          <Button icon={planning ? "shut" : "plus"} look={planning ? "second" : "main"} expanded={planning} onClick={() => plan(!planning)}>
            {planning ? "Not now" : "Plan a meeting"}
          </Button>
        )}
      </div>
      {planning && <Planning at={at} onDone={() => plan(false)} />}
      {at.all.length > 0 && (
        <search class="find">
          <Icon name="search" />
          <label class="vh" for="find-meeting">
            Find a meeting, or a person on its list
          </label>
          <input
            type="search"
            id="find-meeting"
            value={query}
            placeholder="Meeting, or a person on its list"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </search>
      )}
      <p class="vh" role="status">
        {query ? `${found.size} found` : ""}
      </p>
      {query && found.size === 0 && <p class="none">No meeting is called that, and nobody of that name whom you look after is on a list.</p>}
      {(mine.length > 0 || (!query && next.length === 0)) && <h2>Coming</h2>}
      {next.length === 0 && !query && (
        <Empty title="No meeting is planned">
          <p>
            {!at.here
              ? "The list is still on its way to this tablet."
              : at.may
                ? "Plan one: people can be put on its list from their page and their care plan, with or without coverage."
                : "Your lead or your care coordinator plans them."}
          </p>
        </Empty>
      )}
      <Cards all={mine} found={found} at={at} />
      {others.length > 0 && <h2>{mine.length > 0 ? "Of other teams" : "Coming"}</h2>}
      <Cards all={others} found={found} at={at} />
      {before.length > 0 && (
        <>
          <h2>Before</h2>
          <Cards all={shown} found={found} at={at} past />
          {before.length > shown.length && (
            <Button look="second" onClick={() => showAll(true)}>
              Show all {before.length}
            </Button>
          )}
        </>
      )}
    </Main>
  );
}

function Cards(props: { all: readonly Meeting[]; found: ReadonlyMap<string, Header[]>; at: Meetings; past?: boolean }) {
  if (props.all.length === 0) return null;
  return (
    <ul class="meetlist">
      {props.all.map((meeting) => (
        <Card key={meeting.id} meeting={meeting} people={props.found.get(meeting.id) ?? []} at={props.at} past={props.past ?? false} />
      ))}
    </ul>
  );
}

const names = 4;

function Card({ meeting, people, at, past: isPast }: { meeting: Meeting; people: readonly Header[]; at: Meetings; past: boolean }) {
  const { say } = at;
  const { starts_at, ends_at, title, place, chair, team } = meeting.fields;
  const start = starts_at ?? "";
  const isNow = start <= say.now.toISOString() && say.now.toISOString() < endOf(meeting) && !isCancelled(meeting) && !isPast;
  const rest = people.length - names;
  return (
    <li>
      <a class={isPast ? "meet past" : "meet"} href={`/meetings/${meeting.id}`}>
        <span class="when">
          <b>{shortDay(start).split("\u00a0")[0]}</b>
          <span class="d">{shortDate(start)}</span>
          {dayOf(start).slice(0, 4) !== dayOf(say.now).slice(0, 4) && <span>{dayOf(start).slice(0, 4)}</span>}
        </span>
        <span class="what">
          <h3>{title}</h3>
          <span class="line">
            <span class="num">
              {timeOf(start)}
              {ends_at ? ` to ${timeOf(ends_at)}` : ""}
            </span>
            {place && <span>{place}</span>}
            {chair && (
              <span>
                {chair === at.me?.staff ? "You lead it" : `${say.people.staff(chair)?.name ?? "Somebody not on this tablet’s list"} leads it`}
              </span>
            )}
            {team && team !== at.me?.team && <span>{say.people.team(team)?.name}</span>}
          </span>
          <span class="who">
            {people.length === 0 ? (
              <span class="muted">{isPast ? "Nobody whom you look after was on the list" : "Nobody whom you look after is on the list yet"}</span>
            ) : (
              <>
                <b>{people.length === 1 ? "1 person" : `${people.length} people`}</b>:{" "}
                {people
                  .slice(0, names)
                  .map((one) => one.name)
                  .join(", ")}
                {rest > 0 && ` and ${rest} more`}
              </>
            )}
          </span>
        </span>
        <span class="st">
          {isCancelled(meeting) ? (
            <Tag tone="care">Cancelled</Tag>
          ) : isNow ? (
            <Tag tone="info" icon="clock">
              Now
            </Tag>
          ) : (
            <span class="by">{awayWords(meeting, say.now)}</span>
          )}
          <Icon name="right" />
        </span>
      </a>
    </li>
  );
}
