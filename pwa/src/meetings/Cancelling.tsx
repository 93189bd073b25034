import { useWords } from "../patient/use-words";
import { Button, TextInput } from "../ui";
import type { Meeting } from "./meeting";
import type { Meetings } from "./use-meetings";

/** Why a meeting does not take place: everyone in the place reads it. */
export function Cancelling({ at, meeting, onDone }: { at: Meetings; meeting: Meeting; onDone: () => void }) {
  const words = useWords(meeting, "cancelling", { why: "" });
  const { why } = words.values;
  return (
    <section class="card planning" aria-label="Cancel the meeting">
      <TextInput
        label="Why is it cancelled?"
        hint="Everyone in the place can read this. Name no patient."
        value={why}
        onInput={(next) => words.put({ why: next })}
      />
      <div class="acts">
        <Button
          busy={!why.trim()}
          onClick={() => {
            void at.store.change(meeting, "status", { status: "cancelled", status_reason: why.trim() }).then(() => {
              words.done();
              onDone();
            });
          }}
        >
          Cancel the meeting
        </Button>
        <Button look="quiet" onClick={onDone}>
          Keep it
        </Button>
      </div>
    </section>
  );
}
