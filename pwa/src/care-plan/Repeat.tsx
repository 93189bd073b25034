/** An action's visits that repeat: beside its words, as a pattern from which whoever leads the team plans the weeks. Kept like every group: offline, in place, each key. */
import { useRef, useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { empty, faults, isEmpty, type Pattern, parts, patternOf } from "../lib/repeating/pattern";
import { read } from "../lib/repeating/reading";
import { patternInWords } from "../lib/repeating/said";
import { leavesGroup, useEdit } from "../patient/use-edit";
import type { Id, View } from "../store/contract";
import { Button, KeptWord } from "../ui";
import type { InPlan } from "./CarePlan";
import { GroupForm } from "./GroupForm";
import { RepeatFields, type Wrong } from "./RepeatFields";

/** By the fields of the record, as an edit asks for them. */
export const check = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(faults(patternOf(values))).map(([name, words]) => [`repeat_${name}`, words]));

/** What they may ask for: every skill that somebody on this tablet's list has. */
function skillsOf({ one }: InPlan): string[] {
  const all = one.say.people.allStaff().flatMap((staff) => staff.skills ?? []);
  return [...new Set(all.map((entry) => entry.replace(/[/@#].*$/, "")))].sort();
}

export function Repeat({ at, action }: { at: InPlan; action: View<"action"> }) {
  const { store, say, me } = at.one;
  const hand = useEdit(action, "repeat", check);
  const pattern = patternOf(hand.values);
  const [open, setOpen] = useState(false);
  const shown = open || !isEmpty(pattern);
  const wrong = Object.fromEntries(parts.map((name) => [name, hand.errors[`repeat_${name}`]]).filter(([, words]) => words)) as Wrong;
  const team = action.fields.repeat_team ?? teamOf(at, action);
  const leave = async () => {
    const kept = await hand.leave();
    // Somebody has to plan them: the team of who does it, or one's own, until somebody says otherwise.
    if (kept && !action.fields.repeat_team && team && !isEmpty(patternOf(hand.values)))
      await store.change(action, "repeat_team", { repeat_team: team });
    return kept;
  };
  const fields = useRef<HTMLFieldSetElement>(null);
  const put = (more: Partial<Pattern>) => {
    hand.put(Object.fromEntries(Object.entries(more).map(([name, value]) => [`repeat_${name}`, value])));
    // Where a tap does not take the focus (WebKit), or took away what had it, nothing will leave the group: it is left at once.
    requestAnimationFrame(() => !fields.current?.contains(document.activeElement) && void leave());
  };
  return (
    <>
      <fieldset class="group-form" ref={fields} onFocusOut={leavesGroup(leave)} onFocusIn={hand.begin}>
        <legend>Visits that repeat</legend>
        {hand.recovered && <p class="hint">This was being written when the app closed. It is all here.</p>}
        <FromWords
          action={action}
          pattern={pattern}
          today={dayOf(say.now)}
          onTake={(found) => {
            setOpen(true);
            put(found);
          }}
        />
        {shown ? (
          <>
            <RepeatFields id={`${action.id}-repeat`} pattern={pattern} wrong={wrong} skills={skillsOf(at)} onChange={put} />
            <div class="acts">
              {!isEmpty(pattern) && (
                <Button look="quiet" onClick={() => put(empty)}>
                  Nothing repeats any more
                </Button>
              )}
            </div>
          </>
        ) : (
          <>
            <p class="hint">None yet. Said here, {me?.role === "lead" ? "you" : "the team’s lead"} can plan them weeks ahead.</p>
            <Button look="second" onClick={() => setOpen(true)}>
              Say when visits repeat
            </Button>
          </>
        )}
        <p class="kept-line">
          <KeptWord kept={hand.kept} />
        </p>
      </fieldset>
      {shown && team && (
        <GroupForm
          view={action}
          group="repeat_team"
          title="Who plans these visits"
          say={say}
          specs={[{ field: "repeat_team", label: "Team", as: "select", options: teamsOf(at) }]}
        />
      )}
    </>
  );
}

/** What the words come to, as an offer: it counts when it is taken over. What is not understood is said as it stands, and nothing is lost. */
function FromWords(props: { action: View<"action">; pattern: Pattern; today: string; onTake: (pattern: Pattern) => void }) {
  const { frequency, until } = props.action.fields;
  if (!frequency || !isEmpty(props.pattern) || props.action.disputed.statement) return null;
  const found = read(frequency, until ?? null, props.today);
  if (!found.pattern)
    return (
      <p class="hint">
        “{frequency}” says it to people. For planning, {found.notUnderstood.map((one) => `“${one}”`).join(", ")} is not plain enough.
      </p>
    );
  const { pattern } = found;
  return (
    <div class="from-words">
      <p class="readback">
        “{frequency}” could be planned as: <b>{patternInWords(pattern)}.</b>
      </p>
      {found.assumed.length > 0 && <p class="hint">{found.assumed.join(" ")}</p>}
      <Button look="second" icon="check" onClick={() => props.onTake(pattern)}>
        Take it over
      </Button>
    </div>
  );
}

function teamOf({ one }: InPlan, action: View<"action">): Id | null {
  const doer = action.fields.staff ? one.say.people.staff(action.fields.staff) : undefined;
  return doer?.team ?? one.me?.team ?? null;
}

function teamsOf({ one }: InPlan): { value: string; words: string }[] {
  const ids = new Set([one.me?.team, ...one.say.people.allStaff().map((staff) => staff.team)]);
  const teams = [...ids].flatMap((id) => (id ? (one.say.people.team(id) ?? []) : []));
  return teams.map((team) => ({ value: team.id, words: team.name ?? "" })).sort((a, b) => a.words.localeCompare(b.words));
}
