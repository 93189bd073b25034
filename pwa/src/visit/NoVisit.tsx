import { useState } from "preact/hooks";
import { useWords } from "../patient/use-words";
import { Button, Choice, TextArea } from "../ui";
import { outcomes } from "./leaving";
import type { AtVisit } from "./Visit";

const without = outcomes.filter((o) => o.code !== "completed" && o.code !== "part");

/** What came of it where nobody was seen: an attendance like any other, arrived and left at once (R3). */
export function NoVisit({ at, onClose }: { at: AtVisit; onClose: () => void }) {
  const { one, visit, attendance, me } = at;
  const { store, bundle } = one;
  const words = useWords<{ outcome: string | null; reason: string }>(visit, "no visit", { outcome: null, reason: "" });
  const { outcome, reason } = words.values;
  const [error, setError] = useState<{ choice?: string; reason?: string }>({});
  const keep = async () => {
    const chosen = without.find((o) => o.code === outcome);
    if (!chosen) return setError({ choice: "Choose what came of it." });
    if (chosen.needsReason && reason.trim() === "") return setError({ reason: "Write what happened." });
    const now = store.now.value.toISOString();
    const leaving = { left_at: now, outcome: chosen.code, outcome_reason: reason.trim() || null };
    if (attendance) await store.change(attendance, "leaving", leaving);
    else await store.create("attendance", bundle.id, { visit: visit.id, staff: me, arrived_at: now, ...leaving });
    words.done();
    onClose();
  };
  return (
    <div class="why">
      <Choice
        legend="What came of it?"
        options={without.map((o) => ({ value: o.code, text: o.words }))}
        value={outcome}
        error={error.choice ?? null}
        onChange={(v) => {
          words.put({ outcome: v });
          setError({});
        }}
      />
      <TextArea
        label="What you found and did"
        hint="For example: card left, neighbour has not seen her since Sunday."
        rows={2}
        value={reason}
        error={error.reason ?? null}
        onInput={(v) => {
          words.put({ reason: v });
          setError({});
        }}
      />
      <div class="acts">
        <Button onClick={() => void keep()}>Record this</Button>
        <Button look="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
