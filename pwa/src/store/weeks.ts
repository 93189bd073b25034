/** The planner of repeating visits over four weeks, online at once: what a lead takes is written into the record by a job. */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import type {
  WeekAway,
  WeekHolidaySet,
  WeekHolidays,
  WeekPattern,
  WeekPatternAsked,
  WeekSeries,
  WeekSuggestion,
  Weeks as WeeksPeriod,
  WeekTaking,
  WeekTeams,
  WeekWhatIfIs,
} from "../api/types";
import type { Id } from "./contract";
import { type Heard, heard } from "./heard";

export type {
  WeekAway,
  WeekDay,
  WeekFollow,
  WeekHolidays,
  WeekMake,
  WeekNumbers,
  WeekPattern,
  WeekPerson,
  WeekReading,
  WeekSeries,
  WeekSuggestion,
  Weeks as WeeksPeriod,
  WeekTaking,
  WeekTeams,
  WeekVisit,
  WeekWhatIfIs,
} from "../api/types";
/** A pattern as it is put: what is left open is null. */
export type WeekPatternPut = Required<WeekPatternAsked>;
export type Weekday = NonNullable<WeekPattern["days"]>[number];

export interface Weeks {
  newId(): Id;
  teams(): Promise<Heard<WeekTeams>>;
  /** 28 days from that Monday; null where nothing changed since `stamp`. */
  period(team: Id, monday: string, stamp: string | null): Promise<Heard<WeeksPeriod | null>>;
  /** `pattern` null: it repeats no more. `id`: the same again is the same change. */
  put(at: WeeksPeriod, id: Id, action: Id, version: string, pattern: WeekPatternPut | null): Promise<Heard<WeekSeries | null>>;
  suggest(at: WeeksPeriod, faces: WeekSuggestion["faces"]): Promise<Heard<WeekSuggestion>>;
  leave(suggestion: Id): Promise<Heard<null>>;
  /** `visits` null: all. */
  take(at: WeekSuggestion, visits: readonly Id[] | null): Promise<Heard<WeekTaking>>;
  taking(id: Id): Promise<Heard<WeekTaking>>;
  /** The holidays of the whole place; set by a manager. */
  holidays(year: number): Promise<Heard<WeekHolidays>>;
  setHoliday(day: string, asked: WeekHolidaySet): Promise<Heard<null>>;
  /** Lets a day be what the calendar says. */
  forgetHoliday(day: string): Promise<Heard<null>>;
  /** Writes no more of it: what is written stays, each person's weeks whole or as they were. */
  stop(taking: Id): Promise<Heard<WeekTaking>>;
  /** Takes back what it wrote, as far as nobody has changed it since: that is written as a taking of its own. */
  undo(taking: Id): Promise<Heard<WeekTaking>>;
  /** One visit to another day; its time of day stays. `was`: its start as it was seen. */
  move(at: WeeksPeriod, id: Id, visit: Id, was: string, day: string): Promise<Heard<WeekSeries>>;
  /** What nobody could do, and who would see no known face, if these were away. */
  without(at: WeeksPeriod, away: readonly WeekAway[], suggestion: Id | null): Promise<Heard<WeekWhatIfIs>>;
}

/** Of each visit that could not be taken, why, with the name of its patient: the answer has them by the visit's id. */
function named(names: ReadonlyMap<Id, string>, error: unknown): never {
  if (!(error instanceof ApiError) || !error.errors) throw error;
  const words = Object.entries(error.errors).map(([id, said]) => {
    const name = names.get(id);
    return name && !String(said).includes(name) ? `${name}: ${said}` : String(said);
  });
  const { kind, status, code, retryable, retryAfter } = error;
  throw new ApiError(kind, status, code, retryable, words.join(" ") || error.message, retryAfter);
}

export function weeksOf(client: Client, newId: () => Id): Weeks {
  const of = (at: WeeksPeriod) => `/weeks/${at.team}/${at.first}`;
  const post = <Answer>(path: string, json: unknown, names: ReadonlyMap<Id, string> = new Map()): Promise<Answer> =>
    client.json<Answer>(path, { method: "POST", json }).catch((error) => named(names, error));
  return {
    newId,
    teams: () => heard(client.json<WeekTeams>("/weeks")),
    period: (team, monday, stamp) =>
      heard(
        client
          .json<WeeksPeriod | undefined>(`/weeks/${team}/${monday}${stamp ? `?${new URLSearchParams({ stamp })}` : ""}`)
          .then((found) => found ?? null),
      ),
    put: (at, id, action, version, pattern) =>
      heard(
        client
          .json<{ series: WeekSeries | null }>(`/weeks/${at.team}/patterns/${action}`, { method: "PUT", json: { id, version, pattern } })
          .then((found) => found.series)
          .catch((error) => named(new Map(), error)),
      ),
    suggest: (at, faces) => heard(post<WeekSuggestion>(`${of(at)}/suggestions`, { faces })),
    leave: (id) => heard(client.json(`/weeks/suggestions/${id}`, { method: "DELETE" }).then(() => null)),
    take: (at, visits) => {
      const names = new Map([...at.makes, ...at.follows].map((one) => [one.visit, one.name]));
      return heard(post<WeekTaking>(`/weeks/suggestions/${at.id}/take`, { visits }, names));
    },
    taking: (id) => heard(client.json<WeekTaking>(`/weeks/takings/${id}`)),
    holidays: (year) => heard(client.json<WeekHolidays>(`/weeks/holidays/${year}`)),
    setHoliday: (day, json) => heard(client.json<undefined>(`/weeks/holidays/${day}`, { method: "PUT", json }).then(() => null)),
    forgetHoliday: (day) => heard(client.json<undefined>(`/weeks/holidays/${day}`, { method: "DELETE" }).then(() => null)),
    stop: (taking) => heard(post<WeekTaking>(`/weeks/takings/${taking}/stop`, {})),
    undo: (taking) => heard(post<WeekTaking>(`/weeks/takings/${taking}/undo`, {})),
    move: (at, id, visit, was, day) => heard(post<{ series: WeekSeries }>(`${of(at)}/moves`, { id, visit, was, day }).then((found) => found.series)),
    without: (at, away, suggestion) => heard(post<WeekWhatIfIs>(`${of(at)}/what-if`, { away, suggestion })),
  };
}
