import { useRef } from "preact/hooks";
import type { Kind } from "../api/kinds";
import { dayOf } from "../lib/dates";
import { Lines } from "../patient/Lines";
import { type InHand, leavesGroup, useEdit, type Values } from "../patient/use-edit";
import type { Saying } from "../patient/words";
import type { View } from "../store/contract";
import { DateInput, KeptWord, TextArea, TextInput, Tick } from "../ui";
import { check } from "./check";
import type { StatusWord } from "./progress";

export interface Spec {
  field: string;
  label: string;
  /** `lines`: a list of texts, one a line; `ticks`: a set chosen from `options`. */
  as: "text" | "area" | "date" | "select" | "lines" | "ticks" | "phone";
  hint?: string;
  /** Of a text: what may be put in with one tap; `also`: other fields of the group that go with it. */
  options?: readonly { value: string; words: string; also?: Values }[];
  /** Whether it is asked at all, beside what else stands in the group. */
  when?: (values: Values) => boolean;
}

/**
 * The fields of one group, written in place: they are one statement, kept when the focus leaves them all (M3). There is no Save button; a word says
 * where what is typed is, and beside a field that cannot be kept stands what is allowed.
 */
export function GroupForm<K extends Kind>(props: {
  view: View<K>;
  group: string;
  title: string;
  specs: readonly Spec[];
  say: Saying;
  statuses?: readonly StatusWord[];
  hideTitle?: boolean;
}) {
  const { view, group, say } = props;
  const fields = useRef<HTMLFieldSetElement>(null);
  const hand = useEdit(view, group, (v) => check(view.kind, group, v, dayOf(say.now), props.statuses));
  return (
    <fieldset class="group-form" ref={fields} onFocusOut={leavesGroup(hand.leave)} onFocusIn={hand.begin}>
      <legend class={props.hideTitle ? "vh" : undefined}>{props.title}</legend>
      {hand.recovered && <p class="hint">This was being written when the app closed. It is all here.</p>}
      <div class="fields">
        {props.specs.map((s) =>
          s.when && !s.when(hand.values) ? null : (
            <One
              key={s.field}
              spec={s}
              id={`${view.id}-${s.field}`}
              hand={hand}
              put={(value, also) => {
                hand.put({ [s.field]: value, ...also } as Values);
                // Where a tap on a list, a tick or a button does not take the focus (WebKit), nothing will leave the group: it is left at once.
                if (!fields.current?.contains(document.activeElement)) void hand.leave();
              }}
            />
          ),
        )}
      </div>
      <p class="kept-line">
        <KeptWord kept={hand.kept} />
      </p>
    </fieldset>
  );
}

function One({ spec: s, id, hand, put }: { spec: Spec; id: string; hand: InHand; put: (value: unknown, also?: Values) => void }) {
  const error = hand.errors[s.field] ?? null;
  const value = hand.text(s.field);
  const shared = { label: s.label, error, id, ...(s.hint ? { hint: s.hint } : {}) };
  switch (s.as) {
    case "text":
      return (
        <div>
          <TextInput {...shared} value={value} onInput={(t) => put(t || null)} />
          {s.options && s.options.length > 0 && <Picks spec={s} put={put} />}
        </div>
      );
    case "phone":
      return <TextInput {...shared} type="tel" inputMode="tel" value={value} onInput={(t) => put(t || null)} />;
    case "area":
      return <TextArea {...shared} rows={3} value={value} onInput={(t) => put(t || null)} />;
    case "lines":
      return <Lines {...shared} value={listOf(hand.values[s.field])} onChange={put} />;
    case "date":
      return <DateInput legend={s.label} id={id} value={value || null} error={error} {...(s.hint ? { hint: s.hint } : {})} onChange={put} />;
    case "select":
      return <Select spec={s} id={id} value={value} error={error} put={put} />;
    case "ticks":
      return <Ticks spec={s} value={listOf(hand.values[s.field])} put={put} />;
  }
}

const listOf = (v: unknown): string[] => (Array.isArray(v) ? v.filter((x): x is string => typeof x === "string") : []);

function Select(props: { spec: Spec; id: string; value: string; error: string | null; put: (v: string | null) => void }) {
  const { spec, id, value } = props;
  const known = (spec.options ?? []).some((o) => o.value === value);
  return (
    <div class={props.error ? "field wrong" : "field"}>
      <label for={id}>{spec.label}</label>
      {spec.hint && <p class="hint">{spec.hint}</p>}
      {props.error && <p class="problem">{props.error}</p>}
      <select id={id} value={value} onChange={(e) => props.put(e.currentTarget.value || null)}>
        <option value="">Not said</option>
        {value && !known && <option value={value}>Someone not on this tablet’s list</option>}
        {spec.options?.map((o) => (
          <option key={o.value} value={o.value}>
            {o.words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What one mostly writes here, to be put in with one tap. */
function Picks(props: { spec: Spec; put: (v: string, also?: Values) => void }) {
  return (
    <p class="picks">
      {props.spec.options?.map((o) => (
        <button type="button" class="btn calm" key={o.value} onClick={() => props.put(o.value, o.also)}>
          {o.words}
        </button>
      ))}
    </p>
  );
}

/** Kept sorted and without repeats, as sets travel (PROTOCOL §2). */
function Ticks(props: { spec: Spec; value: string[]; put: (v: string[]) => void }) {
  const { spec, value } = props;
  return (
    <fieldset class="ticks">
      <legend>{spec.label}</legend>
      {spec.options?.map((o) => (
        <Tick
          key={o.value}
          text={o.words}
          checked={value.includes(o.value)}
          onChange={(on) => props.put((on ? [...new Set([...value, o.value])] : value.filter((v) => v !== o.value)).sort())}
        />
      ))}
    </fieldset>
  );
}
