/** What a lead does with the weeks: a suggestion, what of it is ticked and moved by hand, visits moved in the record, and what of it can be undone. */
import { useCallback, useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeekPatternPut, WeekSuggestion, WeeksPeriod, WeekTaking } from "../store/weeks";
import type { Block, Row } from "./plan";
import { type Ask, failure } from "./use-weeks";
import { weekdayOf, weekdays } from "./words";

/** The last first. `back`: takes it back; true where that is done. */
interface Step {
  words: string;
  back: () => Promise<boolean>;
}

export interface Plan {
  suggestion: WeekSuggestion | null;
  ticked: ReadonlySet<Id>;
  busy: string | null;
  error: string | null;
  undo: string | null;
  /** What one has had written last, as it began. */
  writing: WeekTaking | null;
  setError: (words: string | null) => void;
  tick: (ticked: ReadonlySet<Id>) => void;
  suggest: () => Promise<boolean>;
  leave: () => void;
  /** `every`: its pattern, from now on. */
  move: (row: Row, block: Block, day: string, every: boolean) => Promise<boolean>;
  /** It is being written, or was: the suggestion is used up. */
  taken: (taking: WeekTaking) => void;
  put: (row: { action: Id; version: string; name: string }, pattern: WeekPatternPut | null) => Promise<boolean>;
  back: () => Promise<void>;
}

export function usePlan(period: WeeksPeriod, again: () => Promise<void>, ask: Ask, say: (words: string) => void): Plan {
  const [suggestion, setSuggestion] = useState<WeekSuggestion | null>(null);
  const [ticked, tick] = useState<ReadonlySet<Id>>(new Set());
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [writing, setWriting] = useState<WeekTaking | null>(null);
  const [steps, setSteps] = useState<readonly Step[]>([]);

  const done = useCallback((step: Step) => setSteps((before) => [step, ...before].slice(0, 20)), []);
  const forget = useCallback(() => {
    setSuggestion(null);
  }, []);

  /** Asks the server for one thing; what it refuses is said, and nothing has changed. */
  const doing = async <Value>(name: string, act: Parameters<typeof ask<Value>>[0]): Promise<{ value: Value } | null> => {
    setBusy(name);
    setError(null);
    const heard = await ask(act);
    setBusy(null);
    if (heard.ok) return { value: heard.value };
    setError(failure(heard));
    say(`Not done. ${failure(heard)}`);
    if (heard.why === "changed") await again();
    return null;
  };

  const suggest = async () => {
    if (suggestion) return true;
    const made = await doing("suggest", (weeks) => weeks.suggest(period, "usual"));
    if (!made) return false;
    forget();
    setSuggestion(made.value);
    tick(new Set([...made.value.makes, ...made.value.follows].map((one) => one.visit)));
    return true;
  };

  const leave = () => {
    const was = suggestion;
    forget();
    say("Nothing of it is written.");
    if (was) void ask((weeks) => weeks.leave(was.id));
  };

  const put: Plan["put"] = async (of, pattern) => {
    const before = period.series.find((one) => one.action === of.action)?.pattern ?? null;
    const changed = await doing("pattern", (weeks) => weeks.put(period, weeks.newId(), of.action, of.version, pattern));
    if (!changed) return false;
    // What was suggested was for the pattern as it was.
    forget();
    const now = changed.value;
    say(pattern ? `${of.name}: ${now?.says ?? "kept"}.` : `${of.name}: it repeats no more.`);
    if (now)
      done({
        words: `how often ${of.name} is visited`,
        back: async () => {
          const home = await doing("undo", (weeks) => weeks.put(period, weeks.newId(), of.action, now.version, before));
          if (home) await again();
          return home !== null;
        },
      });
    await again();
    return true;
  };

  const everyWeek = async ({ series }: Row, block: Block, day: string) => {
    const { pattern } = series;
    if (!pattern?.days) return false;
    const days = pattern.days.map((one) => (one === weekdayOf(block.day) ? weekdayOf(day) : one));
    days.sort((a, b) => weekdays.indexOf(a) - weekdays.indexOf(b));
    return put(series, { ...pattern, days });
  };

  const move: Plan["move"] = async (row, block, day, every) => {
    if (every) return everyWeek(row, block, day);
    const { series } = row;
    const ok = await doing("move", (weeks) => weeks.move(period, weeks.newId(), block.visit, block.start, day));
    if (!ok) return false;
    const words = `${series.name} moved from ${shortDay(block.day)} to ${shortDay(day)}.`;
    const start = ok.value.visits.find((one) => one.id === block.visit)?.start;
    await again();
    say(words);
    if (start)
      done({
        words,
        back: async () => {
          const home = await doing("undo", (weeks) => weeks.move(period, weeks.newId(), block.visit, start, block.day));
          if (home) await again();
          return home !== null;
        },
      });
    return true;
  };

  const taken = (taking: WeekTaking) => {
    forget();
    setWriting(taking);
    done({
      words: "what was just written",
      back: async () => {
        const gone = await doing("undo", (weeks) => weeks.undo(taking.id));
        if (gone) setWriting(gone.value);
        if (gone) await again();
        return gone !== null;
      },
    });
  };

  const back = async () => {
    const [last] = steps;
    if (!last || !(await last.back())) return;
    setSteps((before) => before.filter((one) => one !== last));
    say(`Undone: ${last.words}`);
  };

  return { suggestion, ticked, busy, error, undo: steps[0]?.words ?? null, writing, setError, tick, suggest, leave, move, taken, put, back };
}
