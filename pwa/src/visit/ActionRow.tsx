import { useEffect, useState } from "preact/hooks";
import { isInSight } from "../care-plan/progress";
import { timeOf } from "../lib/dates";
import { professionInside } from "../lib/profession";
import { Stands } from "../patient/Disputed";
import { newId, newView, writer } from "../patient/new-view";
import { useEdit } from "../patient/use-edit";
import { useWords } from "../patient/use-words";
import { until } from "../patient/words";
import { Button, By, KeptWord, Segmented, Tag, TextArea } from "../ui";
import { closed, type Event, type Outcome, update, type Write } from "./answer";
import { notDoneReasons, type Occurrence, reasonWords } from "./occurrences";
import { isMine } from "./summary";
import type { AtVisit } from "./Visit";

interface Correction {
  outcome: Outcome | null;
  reason: string | null;
  words: string;
  why: string;
  /** The answer to be made, in place of which, and when it was given: the same at each press. */
  made: { id: string; instead: string; at: string } | null;
}

const noCorrection: Correction = { outcome: null, reason: null, words: "", why: "", made: null };

export function ActionRow({ at, o }: { at: AtVisit; o: Occurrence }) {
  const { one, visit, me } = at;
  const { store, bundle, say, name } = one;
  const [model, setModel] = useState(closed);
  const [again, setAgain] = useState(false);
  const action = bundle.one("action", o.action);
  const words = action?.fields.words ?? "An action that is not in the plan on this tablet";
  const own = o.standing.find((d) => d.fields.staff === me);
  const ownOutcome: Outcome | null = own ? (own.fields.outcome === "not-done" ? "not-done" : "done") : null;
  const others = o.standing.filter((d) => d.fields.staff !== me);
  const mine = isMine(bundle, visit, o.action, me);
  // What is told before the event is made is a draft under the id that the event will have (M2).
  const nth = [...o.standing, ...o.takenBack].filter((d) => d.fields.staff === me).length + 1;
  const blank = { visit: visit.id, action: o.action, ordinal: o.ordinal, outcome: null, reason: null, words: null, done_at: null, staff: me };
  const nextId = newId(visit.id, "done", writer(store, me), o.action, String(o.ordinal), String(nth));
  const hand = useEdit(newView("done", nextId, bundle.id, blank), "event");
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a draft is found again
  useEffect(() => {
    const outcome = hand.values.outcome;
    if (hand.recovered && (outcome === "done" || outcome === "not-done"))
      setModel({ state: "telling", outcome, reason: hand.text("reason") || null, words: hand.text("words") });
  }, [hand.recovered]);
  // Another answer in place of one's own is two changes by one button: until both are made, all that they need is a draft.
  const correction = useWords<Correction>(visit, `correcting ${o.action} ${o.ordinal}`, noCorrection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a draft is found again
  useEffect(() => {
    const { outcome, reason, words, why } = correction.values;
    if (outcome && model.state === "closed") setModel({ state: "correcting", outcome, reason, words, why, error: null });
  }, [correction.values.outcome]);
  const correct = async (write: Write) => {
    const { made } = correction.values;
    if (!made) return;
    const wrong = bundle.one("done", made.instead);
    if (wrong && wrong.fields.status !== "entered-in-error")
      await store.change(wrong, "status", { status: "entered-in-error", status_reason: write.takeBack });
    const { outcome, reason, words: said } = write;
    await store.create("done", bundle.id, { ...blank, outcome, reason, words: said, done_at: made.at }, { id: made.id });
    setModel(closed);
    correction.done();
  };
  // Kept by itself when the page was hidden: then it is told already, and must not be told twice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer of mine closes it
  useEffect(() => {
    if (model.state === "telling") setModel(closed);
  }, [own?.id]);
  const tell = async (event: Event) => {
    const next = update(model, event);
    if (model.state === "correcting" && next.write) return correct(next.write);
    setModel(next.model);
    if (next.model.state === "correcting") {
      const { outcome, reason, words: said, why } = next.model;
      const made = correction.values.made ?? (own && { id: nextId, instead: own.id, at: store.now.value.toISOString() });
      return correction.put({ outcome, reason, words: said, why, made: made ?? null });
    }
    if (model.state === "correcting") correction.done();
    if (next.model.state === "telling") {
      const { outcome, reason, words: said } = next.model;
      hand.put({ outcome, reason: outcome === "not-done" ? reason : null, words: said || null, done_at: store.now.value.toISOString() });
      return;
    }
    if (event.type === "cancel" && model.state === "telling") hand.put(blank);
    if (next.write && model.state === "telling")
      hand.put({ outcome: next.write.outcome, reason: next.write.reason, words: next.write.words, done_at: store.now.value.toISOString() });
    if (model.state === "telling") await hand.leave();
    else if (next.write) {
      const { outcome, reason, words: said } = next.write;
      await store.create("done", bundle.id, { ...blank, outcome, reason, words: said, done_at: store.now.value.toISOString() });
    }
    if (next.write) setAgain(false);
  };
  const last = lastOf(at, o.action);
  const may = one.may("done", "event");
  const showButtons = may && (own !== undefined || (others.length === 0 && mine) || again);
  const value = model.state === "closed" ? ownOutcome : model.outcome;
  const stopped = action && !isInSight(action);
  return (
    <li class="act">
      <div>
        {action ? (
          <Stands view={action} group="statement" say={say}>
            <h3>{words}</h3>
          </Stands>
        ) : (
          <h3>{words}</h3>
        )}
        {stopped && <Tag tone="care">Stopped in the plan: ask before you do it</Tag>}
        {o.standing.map((d) => (
          <p class="by" key={d.id}>
            <b>{d.fields.staff === me ? "You" : say.people.signature(d.fields.staff ?? "")}</b>
            {d.fields.staff === me ? "" : d.fields.outcome === "not-done" ? ": not done" : ": done"}, {timeOf(d.fields.done_at ?? "")}
            {d.fields.reason || d.fields.words ? `. ${[reasonWords(d.fields.reason, name), d.fields.words].filter(Boolean).join(". ")}` : ""}
            {" · "}
            <KeptWord kept={d.kept.event ?? "sent"} />
          </p>
        ))}
        {o.takenBack.map((d) => (
          <p class="by" key={d.id}>
            <del>
              {d.fields.outcome === "not-done" ? "Not done" : "Done"} {timeOf(d.fields.done_at ?? "")}
            </del>
            , entered in error: {d.fields.status_reason}
          </p>
        ))}
        {o.standing.length === 0 && last && (
          <p class="by">
            {last.outcome === "not-done" ? "Not done" : "Last done"}{" "}
            <By signature={say.people.signature(last.staff, true)} at={last.at} now={say.now} />
          </p>
        )}
        {!showButtons && others.length === 0 && action?.fields.staff && (
          <p class="by">
            <b>{say.people.staff(action.fields.staff)?.name}</b>, {professionInside(say.people.staff(action.fields.staff)?.profession)}, records this.
            It shows here when both tablets have coverage.
          </p>
        )}
        {action && (action.fields.frequency || action.fields.until) && !action.disputed.statement && o.standing.length === 0 && (
          <p class="by">{[action.fields.frequency, action.fields.until && `Until: ${until(action.fields.until, say)}`].filter(Boolean).join(". ")}</p>
        )}
      </div>
      {showButtons ? (
        <Segmented
          legend={words}
          value={value}
          segments={[
            { value: "done", text: "Done", tone: "yes", ...(value === "done" ? { icon: "check" as const } : {}) },
            { value: "not-done", text: "Not done", tone: "no" },
          ]}
          onChange={(outcome) => void tell({ type: "answer", outcome, own: ownOutcome })}
        />
      ) : (
        may && (
          <Button look="quiet" onClick={() => setAgain(true)}>
            {others.length > 0 ? "It was done once more" : "Record it here"}
          </Button>
        )
      )}
      {model.state === "closed" && !own && showButtons && (
        <Button look="quiet" class="more wordy" onClick={() => void tell({ type: "tell", outcome: "done" })}>
          Done, with words<span class="vh">: {words}</span>
        </Button>
      )}
      {model.state !== "closed" && (
        <div class="why more">
          {model.outcome === "not-done" && (
            <div>
              <label for={`reason-${o.action}`}>Reason</label>
              <select
                id={`reason-${o.action}`}
                value={model.reason ?? ""}
                onChange={(e) => void tell({ type: "reason", reason: e.currentTarget.value || null })}
              >
                <option value="">Not said</option>
                {notDoneReasons.map((r) => (
                  <option key={r.code} value={r.code}>
                    {r.words(name)}
                  </option>
                ))}
              </select>
            </div>
          )}
          <TextArea
            label={model.outcome === "not-done" ? `In ${name}’s words, or yours` : "What was done, how much"}
            rows={1}
            value={model.words}
            onInput={(text) => void tell({ type: "words", words: text })}
          />
          {model.state === "correcting" && (
            <TextArea
              label="Why is your first answer wrong?"
              rows={1}
              value={model.why}
              error={model.error}
              onInput={(why) => void tell({ type: "why", why })}
            />
          )}
          {model.state === "telling" && <KeptWord kept={hand.kept === "typing" ? null : hand.kept} />}
          <div class="acts">
            <Button onClick={() => void tell({ type: "keep" })}>{model.outcome === "not-done" ? "Record as not done" : "Record as done"}</Button>
            <Button look="quiet" onClick={() => void tell({ type: "cancel" })}>
              Leave it
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

/** The last time before this visit that this action was answered. */
function lastOf(at: AtVisit, action: string): { at: string; staff: string; outcome: string | null | undefined } | null {
  const before = at.one.bundle
    .all("done")
    .filter((d) => d.fields.action === action && d.fields.visit !== at.visit.id && d.fields.status !== "entered-in-error")
    .sort((x, y) => (y.fields.done_at ?? "").localeCompare(x.fields.done_at ?? ""))[0];
  return before ? { at: before.fields.done_at ?? "", staff: before.fields.staff ?? "", outcome: before.fields.outcome } : null;
}
