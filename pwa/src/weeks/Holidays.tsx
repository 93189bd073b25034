import { useCallback, useEffect, useState } from "preact/hooks";
import { dayOf, isDate, shortDay } from "../lib/dates";
import { useStore } from "../store/use-store";
import type { WeekHolidays } from "../store/weeks";
import { Button, Card, DateInput, Empty, Icon, Main, Tag, TextInput, useTitle } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import "./holidays.scss";
import { visitsWords, wrongWith } from "./holidays";
import { failure, useAsk } from "./use-weeks";

/** The holidays of the whole place: those of England and Wales that it keeps, its own besides, and what is planned on each. */
export function Holidays() {
  useTitle("Holidays");
  const store = useStore();
  const today = dayOf(store.now.value);
  const [year, setYear] = useState(() => Number(today.slice(0, 4)));
  const { read, error, busy, set, forget } = useHolidays(year);
  useHeldFocus("h1");
  return (
    <Main class="holidays">
      <header class="head">
        <h1 tabIndex={-1}>Holidays {year}</h1>
        <div class="acts">
          <Button look="second" icon="left" onClick={() => setYear(year - 1)}>
            {year - 1}
          </Button>
          <Button look="second" icon="right" onClick={() => setYear(year + 1)}>
            {year + 1}
          </Button>
        </div>
      </header>
      <p class="muted">
        For the whole place. Visits that are planned stay where they are: what repeats and is not to come on a holiday is left out, or moved, when a
        lead next asks for a suggestion.
      </p>
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      {!read && !error && <p role="status">Reading the holidays.</p>}
      {read && (
        <>
          <Add key={year} read={read} busy={busy} onAdd={(day, name) => set(day, name)} />
          <Card title="Kept" aside={`${read.days.length}`}>
            {read.days.length === 0 && (
              <Empty title="None is kept">
                <p>Every day of this year counts as any other.</p>
              </Empty>
            )}
            <ul class="days">
              {read.days.map((one) => (
                <li key={one.day} class={one.day < today ? "past" : ""}>
                  <span>
                    <b>{one.name}</b> {one.is_own && <Tag tone="info">Own</Tag>}
                    <span class="by">{shortDay(one.day)}</span>
                    {one.day >= today && one.visits > 0 && (
                      <span class="falls">
                        <Icon name="clock" />
                        {visitsWords(one.visits)}
                      </span>
                    )}
                  </span>
                  {one.day >= today && (
                    <Button look="quiet" busy={busy} onClick={() => (one.is_own ? forget(one.day) : set(one.day, null))}>
                      {one.is_own ? "Take it off" : "Do not keep it"}
                      <span class="vh">: {one.name}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Card>
          {read.removed.length > 0 && (
            <Card title="Not kept here">
              <ul class="days">
                {read.removed.map((one) => (
                  <li key={one.day}>
                    <span>
                      <b>{one.name}</b>
                      <span class="by">{shortDay(one.day)}</span>
                    </span>
                    <Button look="quiet" busy={busy} onClick={() => forget(one.day)}>
                      Keep it again<span class="vh">: {one.name}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
    </Main>
  );
}

function Add({ read, busy, onAdd }: { read: WeekHolidays; busy: boolean; onAdd: (day: string, name: string) => Promise<boolean> }) {
  const [day, setDay] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const wrong = tried ? wrongWith(day, name, read) : {};
  const add = async () => {
    setTried(true);
    if (!day || !isDate(day) || Object.keys(wrongWith(day, name, read)).length > 0) return;
    if (!(await onAdd(day, name.trim()))) return;
    setDay(null);
    setName("");
    setTried(false);
  };
  return (
    <Card title="Add a day of the place’s own" class="add-day">
      <DateInput legend="Day" value={day} error={wrong.day ?? null} onChange={setDay} />
      <TextInput label="What it is called" value={name} error={wrong.name ?? null} onInput={setName} />
      <div class="acts">
        <Button icon="plus" busy={busy} onClick={() => void add()}>
          Add it
        </Button>
      </div>
    </Card>
  );
}

function useHolidays(year: number) {
  const ask = useAsk();
  const [read, setRead] = useState<WeekHolidays | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const look = useCallback(async () => {
    const heard = await ask((weeks) => weeks.holidays(year));
    setError(heard.ok ? null : failure(heard));
    if (heard.ok) setRead(heard.value);
  }, [ask, year]);
  useEffect(() => {
    setRead(null);
    void look();
  }, [look]);
  const change = async (what: Parameters<typeof ask<null>>[0]): Promise<boolean> => {
    setBusy(true);
    const heard = await ask(what);
    if (heard.ok) await look();
    else setError(failure(heard));
    setBusy(false);
    return heard.ok;
  };
  return {
    read,
    error,
    busy,
    set: (day: string, name: string | null) => change((weeks) => weeks.setHoliday(day, { is_holiday: name !== null, name })),
    forget: (day: string) => change((weeks) => weeks.forgetHoliday(day)),
  };
}
