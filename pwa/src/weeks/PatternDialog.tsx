import { useState } from "preact/hooks";
import { Foot } from "../board/Foot";
import { RepeatFields } from "../care-plan/RepeatFields";
import { empty, faults, type Pattern } from "../lib/repeating/pattern";
import type { WeekPattern, WeekPatternPut, WeeksPeriod } from "../store/weeks";
import { Button, Dialog } from "../ui";

/** How often somebody is visited, changed here as it would be in the care plan: it is the same statement of the record. */
export function PatternDialog(props: {
  period: WeeksPeriod;
  of: { name: string; words: string; frequency: string | null };
  pattern: WeekPattern | null;
  repeats: boolean;
  busy: boolean;
  error: string | null;
  onPut: (pattern: WeekPatternPut | null) => void;
  onClose: () => void;
}) {
  const { period, of } = props;
  const { team: _, ...before } = { ...empty, ...props.pattern };
  const [pattern, setPattern] = useState<Pattern>(before);
  const [tried, setTried] = useState(false);
  const wrong = faults(pattern);
  const isWhole = Object.keys(wrong).length === 0 && pattern.times !== null;
  return (
    <Dialog title={`How often: ${of.name}`} onClose={props.onClose}>
      <p class="muted">
        {of.words}
        {of.frequency && <> · in words: “{of.frequency}”</>}
      </p>
      <RepeatFields
        id="pattern"
        pattern={pattern}
        wrong={tried ? wrong : {}}
        skills={period.skills}
        onChange={(more) => setPattern((was) => ({ ...was, ...more }))}
      />
      {props.repeats && (
        <Button look="quiet" busy={props.busy} onClick={() => props.onPut(null)}>
          It repeats no more
        </Button>
      )}
      <Foot
        error={props.error}
        act="Keep it so"
        busy={props.busy}
        onAct={() => {
          setTried(true);
          if (isWhole) props.onPut({ ...pattern, team: period.team });
        }}
        leave="Leave it"
        onClose={props.onClose}
      />
    </Dialog>
  );
}
