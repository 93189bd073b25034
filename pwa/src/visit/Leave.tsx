import { useState } from "preact/hooks";
import { day, timeOf } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { useWords } from "../patient/use-words";
import { Button, Choice, Face, Icon, KeptWord, TextArea } from "../ui";
import { type Open, outcomes, outcomeWords } from "./leaving";
import { Section } from "./Section";
import type { AtVisit } from "./Visit";

/** What is unfinished, who comes next, and out. A visit can always be left. */
export function Leave({ at, open }: { at: AtVisit; open: readonly Open[] }) {
  const { one, visit, attendance } = at;
  const { store, say } = one;
  const words = useWords(visit, "leaving", { outcome: "completed", reason: "" });
  const { outcome, reason } = words.values;
  const [error, setError] = useState<string | null>(null);
  const f = attendance?.fields;
  const leave = async () => {
    if (!attendance) return;
    const chosen = outcomes.find((o) => o.code === outcome);
    if (chosen?.needsReason && reason.trim() === "") return setError("Write why, in a few words.");
    await store.change(attendance, "leaving", { left_at: store.now.value.toISOString(), outcome, outcome_reason: reason.trim() || null });
    words.done();
  };
  const undo = async () => {
    if (attendance) await store.change(attendance, "leaving", { left_at: null, outcome: null, outcome_reason: null });
  };
  return (
    <Section
      id="leave"
      class="sign"
      title={f?.left_at ? `Left ${timeOf(f.left_at)}` : "Leave"}
      aside={f?.left_at && <KeptWord kept={attendance?.kept.leaving ?? "sent"} />}
    >
      {open.length > 0 && (
        <ul class="open" aria-label="Still open">
          {open.map((o) => (
            <li key={o.words}>
              <a href={`#${o.where === "top" ? "main" : o.where}`}>
                <Icon name="info" />
                <span>{o.words}</span>
                <Icon name="right" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <NextVisit at={at} />
      {attendance && (
        <Stands view={attendance} group="leaving" say={say}>
          {null}
        </Stands>
      )}
      {f?.left_at ? (
        <>
          <p>
            {outcomeWords(f.outcome)}
            {f.outcome_reason ? `: ${f.outcome_reason}` : ""}
          </p>
          <div class="end">
            <Button look="quiet" onClick={() => void undo()}>
              I have not left yet
            </Button>
          </div>
        </>
      ) : f?.arrived_at ? (
        <>
          <details class="otherwise">
            <summary>{outcome === "completed" ? "It did not go as planned" : outcomeWords(outcome)}</summary>
            <Choice
              legend="What came of the visit?"
              options={outcomes.map((o) => ({ value: o.code, text: o.words }))}
              value={outcome}
              onChange={(chosen) => words.put({ outcome: chosen })}
            />
            <TextArea
              label="Why, or what you found"
              rows={2}
              value={reason}
              error={error}
              onInput={(v) => {
                words.put({ reason: v });
                setError(null);
              }}
            />
          </details>
          {error && <p class="problem">{error}</p>}
          <div class="end">
            <Button icon="door" onClick={() => void leave()}>
              {open.length > 0 ? "Leave, with this still open" : "Leave"}
            </Button>
          </div>
        </>
      ) : (
        <p class="muted">You can leave once you have arrived.</p>
      )}
      {visit.fields.status === "cancelled" && <p class="by">The visit was cancelled in the plan; your attendance stands.</p>}
    </Section>
  );
}

function NextVisit({ at }: { at: AtVisit }) {
  const { one, visit, me } = at;
  const { bundle, say, name } = one;
  const next = bundle
    .all("visit")
    .filter(
      (v) => v.id !== visit.id && (v.fields.status ?? "planned") === "planned" && (v.fields.planned_start ?? "") > (visit.fields.planned_start ?? ""),
    )
    .sort((a, b) => (a.fields.planned_start ?? "").localeCompare(b.fields.planned_start ?? ""))[0];
  if (!next) return <p class="nextv">No further visit is planned in the next four weeks.</p>;
  const who = (next.fields.asked ?? []).map((id) => (id === me ? "You" : (say.people.staff(id)?.name ?? "a colleague")));
  const knows = (next.fields.asked ?? []).some((id) => bundle.all("attendance").some((a) => a.fields.staff === id));
  return (
    <p class="nextv">
      <Face name={who[0] === "You" ? (one.me?.name ?? "") : (who[0] ?? "?")} />
      <span>
        <b>
          Next visit: {day(next.fields.planned_start ?? "", say.now)}, {timeOf(next.fields.planned_start ?? "")} to{" "}
          {timeOf(next.fields.planned_end ?? "")}
        </b>
        <span class="by">
          {who.join(" and ") || "Nobody is asked yet"}
          {knows && !who.includes("You") ? `, whom ${name} knows` : ""}
        </span>
      </span>
    </p>
  );
}
