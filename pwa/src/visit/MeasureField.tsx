import { useEffect, useState } from "preact/hooks";
import { relativeDay, timeOf } from "../lib/dates";
import { newId, newView, writer } from "../patient/new-view";
import { TakeBack } from "../patient/TakeBack";
import { leavesGroup, useEdit } from "../patient/use-edit";
import type { View } from "../store/contract";
import { KeptWord } from "../ui";
import { read, wrongIn } from "./limits";
import { isTakenBack, lastOf, type Measure, valueWords } from "./measurements";
import type { AtVisit } from "./Visit";

interface Props {
  at: AtVisit;
  m: Measure;
  /** Ties those of one NEWS2 together; null for a measurement by itself. */
  together: string | null;
  planned: boolean;
  /** What is typed and possible, before it is kept: the score follows each key. */
  onTyping?: (typed: { value: number; value2: number | null } | null) => void;
  /** undefined: this one has no points. */
  points: number | null | undefined;
}

const shownText = (o: View<"observation"> | undefined, m: Measure): [string, string] =>
  o && typeof o.fields.value === "number"
    ? [o.fields.value.toFixed(m.decimals), typeof o.fields.value2 === "number" ? String(o.fields.value2) : ""]
    : ["", ""];

/** The id that my next measurement of this type has here: what is typed of it is a draft under it. */
export function nextMeasureId({ one, visit, me }: AtVisit, type: string, together: string | null): string {
  const mine = one.bundle
    .all("observation")
    .filter((o) => o.fields.visit === visit.id && o.fields.type === type && (together === null || o.fields.taken_together === together))
    .filter((o) => o.fields.staff === me);
  return newId(visit.id, "observation", writer(one.store, me), type, together ?? "", String(mine.length + 1));
}

/**
 * One measurement. The observation is made when the field is left with a value that is possible; typing another value afterwards marks the first
 * as entered in error and makes a new one (an observation never changes: R2). The last value, and a colleague's of today, stand beside it.
 */
export function MeasureField({ at, m, together, planned, points, onTyping }: Props) {
  const { one, visit, me } = at;
  const { store, bundle, say } = one;
  const all = bundle
    .all("observation")
    .filter((o) => o.fields.visit === visit.id && o.fields.type === m.type && (together === null || o.fields.taken_together === together));
  const mine = all.filter((o) => o.fields.staff === me);
  const own = mine.filter((o) => !isTakenBack(o.fields)).sort((a, b) => (b.fields.measured_at ?? "").localeCompare(a.fields.measured_at ?? ""))[0];
  const theirs = all.filter((o) => o.fields.staff !== me && !isTakenBack(o.fields));
  const last = lastOf(bundle.all("observation"), m.type, visit.id);
  const blank = {
    type: m.type,
    value: null,
    value2: null,
    unit: m.unit,
    how: null,
    measured_at: null,
    staff: me,
    visit: visit.id,
    taken_together: together,
    source: null,
  };
  const hand = useEdit(newView("observation", nextMeasureId(at, m.type, together), bundle.id, blank), "event", (values) => wrongIn(m, values));
  const [text, setText] = useState<[string, string]>(() => shownText(own, m));
  const [error, setError] = useState<string | null>(null);
  const [emptied, setEmptied] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a draft is found again
  useEffect(() => {
    if (!hand.recovered || m.shape === "choice") return;
    setText([hand.text("value"), hand.text("value2")]);
    setError(hand.errors.value ?? null);
  }, [hand.recovered]);
  const found = read(m, text[0], text[1], last?.fields.value ?? null);
  const same = own !== undefined && found.ok && own.fields.value === found.value && (own.fields.value2 ?? null) === found.value2;

  const type = (next: [string, string]) => {
    setText(next);
    setError(null);
    setEmptied(false);
    const now = read(m, next[0], next[1], last?.fields.value ?? null);
    onTyping?.(now.ok ? { value: now.value, value2: now.value2 } : null);
    hand.put(
      now.ok
        ? { value: now.value, value2: now.value2, measured_at: store.now.value.toISOString() }
        : { value: next[0] || null, value2: next[1] || null, measured_at: null },
    );
  };
  const keep = async (correction: string) => {
    const before = own;
    await hand.leave();
    if (before) await store.change(before, "status", { status: "entered-in-error", status_reason: correction });
  };
  const leave = async () => {
    onTyping?.(null);
    if (found.ok && !same) return keep(`Corrected to ${valueWords({ type: m.type, value: found.value, value2: found.value2 })}`);
    if (!found.ok && !found.empty) {
      setError(found.message);
      await hand.leave();
      return;
    }
    hand.put(blank);
    await hand.leave();
    if (!found.ok && own) setEmptied(true);
  };
  const choose = async (how: string) => {
    if (own?.fields.how === how) return;
    hand.put({ how, measured_at: store.now.value.toISOString() });
    await keep(`Corrected to ${valueWords({ type: m.type, how })}`);
  };

  const base = `m-${m.type}`;
  const lastWords = last
    ? `Last ${valueWords(last.fields)}, ${last.fields.staff === me ? "you" : (say.people.staff(last.fields.staff ?? "")?.name ?? "someone")}, ${relativeDay(last.fields.measured_at ?? "", say.now)}`
    : "Not measured before";
  const kept = own && same ? (own.kept.event ?? "sent") : m.shape === "choice" && own ? (own.kept.event ?? "sent") : null;
  const described = `${base}-last${error ? ` ${base}-error` : ""}`;
  return (
    <div class={m.shape === "choice" ? "m wide" : "m"}>
      {m.shape === "number" ? (
        <label for={base}>{m.label}</label>
      ) : (
        <span class="lab" id={`${base}-label`}>
          {m.label}
        </span>
      )}
      <span class="last" id={`${base}-last`}>
        {planned && <b>Planned. </b>}
        {lastWords}
        {theirs.map((o) => (
          <span key={o.id} class="theirs">
            Today {valueWords(o.fields)}, {say.people.staff(o.fields.staff ?? "")?.name}, {timeOf(o.fields.measured_at ?? "")}
          </span>
        ))}
      </span>
      {m.shape === "number" && (
        <span class="f">
          <input
            id={base}
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={text[0]}
            aria-describedby={described}
            aria-invalid={error ? true : undefined}
            onFocus={hand.begin}
            onInput={(e) => type([e.currentTarget.value, ""])}
            onBlur={() => void leave()}
          />
          <span class="u">{m.unitWords}</span>
        </span>
      )}
      {m.shape === "pair" && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a cell of this grid in all engines
        <span
          class="f bp"
          role="group"
          aria-labelledby={`${base}-label`}
          onFocusOut={leavesGroup(async () => {
            await leave();
            return true;
          })}
        >
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            aria-label="Upper, systolic"
            aria-describedby={described}
            value={text[0]}
            onFocus={hand.begin}
            onInput={(e) => type([e.currentTarget.value, text[1]])}
          />
          <span aria-hidden="true">/</span>
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            aria-label="Lower, diastolic"
            aria-describedby={described}
            value={text[1]}
            onInput={(e) => type([text[0], e.currentTarget.value])}
          />
        </span>
      )}
      {m.shape === "choice" && <ChoiceOf m={m} base={base} value={own?.fields.how ?? null} choose={(how) => void choose(how)} />}
      {points !== undefined && (
        <span class={points ? `pts p${points}` : points === 0 ? "pts" : "pts none"}>
          <span class="vh">NEWS2 points: </span>
          {points ?? "–"}
        </span>
      )}
      <span class="word">
        {error && (
          <span class="problem" id={`${base}-error`}>
            <span class="vh">Error: </span>
            {error}
          </span>
        )}
        {found.ok && found.really && <span class="really">{found.really} It is kept.</span>}
        <KeptWord kept={kept} />
        {emptied && own && (
          <TakeBack kind="observation" record={own.id} one={one} label={`Take back ${valueWords(own.fields)}`} onDone={() => setEmptied(false)} />
        )}
      </span>
    </div>
  );
}

function ChoiceOf({ m, base, value, choose }: { m: Measure; base: string; value: string | null; choose: (how: string) => void }) {
  const choices = m.choices ?? [];
  if (choices.length > 2)
    return (
      <span class="f">
        <select
          aria-labelledby={`${base}-label`}
          aria-describedby={`${base}-last`}
          value={value ?? ""}
          onChange={(e) => e.currentTarget.value && choose(e.currentTarget.value)}
        >
          {value === null && <option value="">Not asked</option>}
          {choices.map((c) => (
            <option key={c.how} value={c.how}>
              {c.label}
            </option>
          ))}
        </select>
      </span>
    );
  return (
    <span class="f">
      <span class="seg" role="radiogroup" aria-labelledby={`${base}-label`}>
        {choices.map((c) => (
          <label key={c.how}>
            <input type="radio" name={base} checked={value === c.how} onChange={() => choose(c.how)} />
            <span>{c.label}</span>
          </label>
        ))}
      </span>
    </span>
  );
}
