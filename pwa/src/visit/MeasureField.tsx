import { Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { relativeDay, timeOf } from "../lib/dates";
import { newId, newView, writer } from "../patient/new-view";
import { TakeBack } from "../patient/TakeBack";
import { leavesGroup, useEdit } from "../patient/use-edit";
import type { View } from "../store/contract";
import { Button, KeptWord } from "../ui";
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

type Texts = [string, string, string];
const none: Texts = ["", "", ""];

const shownText = (o: View<"observation"> | undefined, m: Measure): Texts => {
  const show = (v: number | null | undefined) => (typeof v === "number" ? v.toFixed(m.decimals) : "");
  return o ? [show(o.fields.value), show(o.fields.value2), show(o.fields.value3)] : none;
};

/** The fields that a measure of this shape has; the words of those of one group. */
const parts: Record<"pair" | "size", readonly string[]> = {
  pair: ["Upper, systolic", "Lower, diastolic"],
  size: ["Length", "Width", "Depth, where it can be measured"],
};

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
    value3: null,
    unit: m.unit,
    how: null,
    measured_at: null,
    staff: me,
    visit: visit.id,
    taken_together: together,
    source: null,
  };
  const hand = useEdit(newView("observation", nextMeasureId(at, m.type, together), bundle.id, blank), "event", (values) => wrongIn(m, values));
  const [text, setText] = useState<Texts>(() => shownText(own, m));
  const [error, setError] = useState<string | null>(null);
  const [emptied, setEmptied] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a draft is found again
  useEffect(() => {
    if (!hand.recovered || m.shape === "choice") return;
    setText([hand.text("value"), hand.text("value2"), hand.text("value3")]);
    setError(hand.errors.value ?? null);
  }, [hand.recovered]);
  const found = read(m, text, last?.fields.value ?? null);
  const valuesOf = ({ fields: f }: View<"observation">) => [f.value ?? null, f.value2 ?? null, f.value3 ?? null];
  const same = own !== undefined && found.ok && valuesOf(own).every((v, n) => v === found.values[n]);

  const type = (next: Texts) => {
    setText(next);
    setError(null);
    setEmptied(false);
    const now = read(m, next, last?.fields.value ?? null);
    const [value, value2, value3] = now.ok ? now.values : next.map((one) => one || null);
    onTyping?.(now.ok ? { value: now.values[0], value2: now.values[1] } : null);
    hand.put({ value, value2, value3, measured_at: now.ok ? store.now.value.toISOString() : null });
  };
  const typeAt = (n: number) => (e: { currentTarget: HTMLInputElement }) => type(text.with(n, e.currentTarget.value) as Texts);
  const keep = async (correction: string) => {
    const before = own;
    await hand.leave();
    if (before) await store.change(before, "status", { status: "entered-in-error", status_reason: correction });
  };
  const leave = async () => {
    onTyping?.(null);
    if (found.ok && !same) {
      const [value, value2, value3] = found.values;
      return keep(`Corrected to ${valueWords({ type: m.type, value, value2, value3 })}`);
    }
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

  const confirm = (rare: View<"observation">) => void store.change(rare, "confirmed", { confirmed: true });
  const again = () => document.querySelector<HTMLInputElement>(`[aria-describedby~="${base}-last"]`)?.select();

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
            onInput={typeAt(0)}
            onBlur={() => void leave()}
          />
          <span class="u">{m.unitWords}</span>
        </span>
      )}
      {(m.shape === "pair" || m.shape === "size") && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a cell of this grid in all engines
        <span
          class={m.shape === "pair" ? "f bp" : "f bp size"}
          role="group"
          aria-labelledby={`${base}-label`}
          onFocusOut={leavesGroup(async () => {
            await leave();
            return true;
          })}
        >
          {parts[m.shape].map((name, n) => (
            <Fragment key={name}>
              {n > 0 && <span aria-hidden="true">{m.shape === "pair" ? "/" : "×"}</span>}
              <input
                type="text"
                inputMode="numeric"
                autocomplete="off"
                aria-label={name}
                aria-describedby={described}
                aria-invalid={error ? true : undefined}
                value={text[n]}
                onFocus={hand.begin}
                onInput={typeAt(n)}
              />
            </Fragment>
          ))}
          {m.shape === "size" && <span class="u">{m.unitWords}</span>}
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
        {found.ok && found.really && <Really words={found.really} own={same ? own : undefined} confirm={confirm} again={again} />}
        <KeptWord kept={kept} />
        {emptied && own && (
          <TakeBack kind="observation" record={own.id} one={one} label={`Take back ${valueWords(own.fields)}`} onDone={() => setEmptied(false)} />
        )}
      </span>
    </div>
  );
}

/** A rare value is kept at once; whoever typed it is asked, and what they answer is kept beside it. */
function Really(props: { words: string; own: View<"observation"> | undefined; confirm: (rare: View<"observation">) => void; again: () => void }) {
  const { own } = props;
  if (own?.fields.confirmed)
    return (
      <span class="really said" role="status">
        Rare, and confirmed.
      </span>
    );
  return (
    <span class="really" role="status">
      {props.words} {own ? "It is kept." : ""}
      {own && (
        <span class="acts">
          <Button look="second" onClick={() => props.confirm(own)}>
            Yes, it is right
          </Button>
          <Button look="quiet" onClick={props.again}>
            No, write it again
          </Button>
        </span>
      )}
    </span>
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
