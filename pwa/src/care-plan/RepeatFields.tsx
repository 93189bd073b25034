/** When visits repeat, as fields: on which days, at what times, for how long, from when until when; and read back as a sentence. Where it is kept is not its matter. */
import "./repeat.scss";
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { faults, type Holidays, isEmpty, type Pattern, readTime, type Weekday, weekdays } from "../lib/repeating/pattern";
import { patternInWords } from "../lib/repeating/said";
import { Button, DateInput, Field, Segmented, TextInput, Tick } from "../ui";

export type Wrong = Partial<Record<keyof Pattern, string>>;
type How = "days" | "times" | "every";

const short = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const long = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const picks: readonly (readonly [string, string])[] = [
  ["Before breakfast", "07:00-09:00"],
  ["Morning", "08:00-12:00"],
  ["Lunch", "12:00-13:30"],
  ["Afternoon", "12:00-16:00"],
  ["Tea", "16:30-18:00"],
  ["Bedtime", "20:30-22:00"],
];

export function RepeatFields(props: {
  id: string;
  pattern: Pattern;
  wrong: Wrong;
  skills: readonly string[];
  onChange: (more: Partial<Pattern>) => void;
}) {
  const { pattern, wrong, id } = props;
  const [how, setHow] = useState<How>(pattern.every_days !== null ? "every" : pattern.per_week !== null ? "times" : "days");
  const put = props.onChange;
  const choose = (next: How) => {
    setHow(next);
    if (next === "every") put({ every_days: pattern.every_days ?? 2, days: null, per_week: null, every_weeks: null, apart_days: null });
    else put({ every_days: null, per_week: next === "times" ? (pattern.per_week ?? 2) : null, apart_days: null });
  };
  return (
    <div class="repeat">
      <Segmented
        legend="How it repeats"
        showLegend
        segments={[
          { value: "days", text: "On set days" },
          { value: "times", text: "So often a week" },
          { value: "every", text: "Every few days" },
        ]}
        value={how}
        onChange={choose}
      />
      {how === "every" ? (
        <Whole
          id={`${id}-every`}
          label="Every how many days"
          value={pattern.every_days}
          error={wrong.every_days}
          onChange={(n) => put({ every_days: n })}
        />
      ) : (
        <>
          {how === "times" && (
            <Whole
              id={`${id}-per`}
              label="How many times a week"
              value={pattern.per_week}
              error={wrong.per_week}
              onChange={(n) => put({ per_week: n })}
            />
          )}
          <Weekdays
            legend={how === "times" ? "On which days it may be" : "On which days"}
            hint={how === "times" ? "None chosen: on any day. Which of them is left to whoever plans the weeks." : "None chosen: every day."}
            value={pattern.days}
            error={wrong.days}
            onChange={(days) => put({ days })}
          />
          <Field label="Every week?" id={`${id}-weeks`} error={wrong.every_weeks ?? null}>
            {(field) => (
              <select
                id={field.id}
                aria-describedby={field.describedBy}
                value={pattern.every_weeks ?? 1}
                onChange={(event) => put({ every_weeks: Number(event.currentTarget.value) === 1 ? null : Number(event.currentTarget.value) })}
              >
                {Array.from({ length: 12 }, (_, n) => n + 1).map((n) => (
                  <option key={n} value={n}>
                    {n === 1 ? "Every week" : n === 2 ? "Every other week" : `Every ${n} weeks`}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
      <Times id={`${id}-times`} value={pattern.times} error={wrong.times} onChange={(times) => put({ times })} />
      <Tick
        text="It must begin then"
        detail="Such as insulin before breakfast. No proposal moves it out of that time."
        checked={pattern.is_hard === true}
        onChange={(on) => put({ is_hard: on || null })}
      />
      {(pattern.is_hard || pattern.reason || wrong.reason) && (
        <TextInput
          label="Why then"
          id={`${id}-reason`}
          value={pattern.reason ?? ""}
          error={wrong.reason ?? null}
          onInput={(text) => put({ reason: text || null })}
        />
      )}
      <div class="side-by-side">
        <Whole id={`${id}-minutes`} label="How many minutes" value={pattern.minutes} error={wrong.minutes} onChange={(n) => put({ minutes: n })} />
        <Field label="How many people" id={`${id}-people`}>
          {(field) => (
            <select
              id={field.id}
              value={pattern.people ?? 1}
              onChange={(event) => put({ people: Number(event.currentTarget.value) === 1 ? null : Number(event.currentTarget.value) })}
            >
              {[1, 2, 3].map((n) => (
                <option key={n} value={n}>
                  {n === 1 ? "One" : n === 2 ? "Two together" : "Three together"}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {props.skills.length > 0 && (
        <fieldset class="ticks">
          <legend>What they must be able to do</legend>
          {props.skills.map((skill) => (
            <Tick
              key={skill}
              text={skill}
              checked={(pattern.skills ?? []).includes(skill)}
              onChange={(on) => {
                const next = on ? [...(pattern.skills ?? []), skill].sort() : (pattern.skills ?? []).filter((one) => one !== skill);
                put({ skills: next.length > 0 ? next : null });
              }}
            />
          ))}
        </fieldset>
      )}
      <div class="side-by-side">
        <DateInput
          legend="From"
          hint="The first day"
          id={`${id}-from`}
          value={pattern.from}
          error={wrong.from ?? null}
          onChange={(from) => put({ from })}
        />
        <DateInput
          legend="Until"
          id={`${id}-until`}
          hint="The last day, or nothing"
          value={pattern.until}
          error={wrong.until ?? null}
          onChange={(until) => put({ until })}
        />
      </div>
      <Field label="On bank holidays" id={`${id}-holidays`}>
        {(field) => (
          <select
            id={field.id}
            value={pattern.holidays ?? "as-usual"}
            onChange={(event) => put({ holidays: event.currentTarget.value === "as-usual" ? null : (event.currentTarget.value as Holidays) })}
          >
            <option value="as-usual">As on any other day</option>
            <option value="move">On the nearest working day instead</option>
            <option value="skip">No visit</option>
          </select>
        )}
      </Field>
      <ReadBack pattern={pattern} />
    </div>
  );
}

/** What the fields come to, so that it can be heard and checked against the words. */
export function ReadBack({ pattern, children }: { pattern: Pattern; children?: ComponentChildren }) {
  const isWhole = !isEmpty(pattern) && Object.keys(faults(pattern)).length === 0;
  return (
    <p class="readback" role="status">
      {isWhole ? <b>{patternInWords(pattern)}.</b> : isEmpty(pattern) ? "Nothing repeats yet." : "Not whole yet: days, time, minutes and from when."}
      {children}
    </p>
  );
}

function Whole(props: { id: string; label: string; value: number | null; error: string | undefined; onChange: (value: number | null) => void }) {
  return (
    <TextInput
      label={props.label}
      id={props.id}
      inputMode="numeric"
      value={props.value === null ? "" : String(props.value)}
      error={props.error ?? null}
      onInput={(text) => props.onChange(/^\d{1,3}$/.test(text.trim()) ? Number(text) : null)}
    />
  );
}

function Weekdays(props: {
  legend: string;
  hint: string;
  value: readonly Weekday[] | null;
  error: string | undefined;
  onChange: (days: Weekday[] | null) => void;
}) {
  const id = useId();
  const chosen = new Set(props.value ?? []);
  return (
    <fieldset class={props.error ? "field wrong" : "field"} aria-describedby={`${id}-hint`}>
      <legend>{props.legend}</legend>
      <p class="hint" id={`${id}-hint`}>
        {props.error ?? props.hint}
      </p>
      <div class="weekdays">
        {weekdays.map((day, nth) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={chosen.has(day)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                const next = weekdays.filter((one) => (one === day ? on : chosen.has(one)));
                props.onChange(next.length === 0 ? null : next);
              }}
            />
            <span>
              <span aria-hidden="true">{short[nth]}</span>
              <span class="vh">{long[nth]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Each time of a day is a visit of its own: a moment, or between two. */
function Times(props: { id: string; value: readonly string[] | null; error: string | undefined; onChange: (times: string[] | null) => void }) {
  const times = props.value ?? [];
  const put = (next: readonly string[]) => props.onChange(next.length > 0 ? [...next].sort() : null);
  const [typed, type] = useState({ from: "", to: "" });
  const entry = typed.to ? `${clockOf(typed.from)}-${clockOf(typed.to)}` : clockOf(typed.from);
  const isTime = readTime(entry) !== null;
  const add = (time: string) => !times.includes(time) && times.length < 6 && put([...times, time]);
  return (
    <fieldset class={props.error ? "field wrong" : "field"}>
      <legend>At what time of the day</legend>
      {props.error && <p class="problem">{props.error}</p>}
      {times.length > 0 && (
        <ul class="days-left">
          {times.map((time) => (
            <li key={time}>
              <b>{time.replace("-", " to ")}</b>
              <Button look="quiet" onClick={() => put(times.filter((one) => one !== time))}>
                Take out<span class="vh"> {time}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p class="picks">
        {picks
          .filter(([, time]) => !times.includes(time))
          .map(([words, time]) => (
            <button type="button" class="btn calm" key={time} onClick={() => add(time)}>
              {words}
              <span class="vh">, {time.replace("-", " to ")}</span>
            </button>
          ))}
      </p>
      <div class="clock">
        <TextInput label="Or from" id={`${props.id}-from`} inputMode="numeric" value={typed.from} onInput={(from) => type({ ...typed, from })} />
        <TextInput label="to" id={`${props.id}-to`} inputMode="numeric" value={typed.to} onInput={(to) => type({ ...typed, to })} />
        <Button
          look="second"
          busy={!isTime}
          onClick={() => {
            add(entry);
            type({ from: "", to: "" });
          }}
        >
          Add this time
        </Button>
      </div>
    </fieldset>
  );
}

/** "08:30" of "8.30", "830" and "8". */
function clockOf(text: string): string {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text.trim());
  return found ? `${found[1]!.padStart(2, "0")}:${found[2] ?? "00"}` : text.trim();
}
