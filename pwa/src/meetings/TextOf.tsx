import { Stands } from "../patient/Disputed";
import { Joined } from "../patient/Joined";
import { paragraphs } from "../patient/text";
import { useEdit } from "../patient/use-edit";
import { By, TextArea } from "../ui";
import type { AtItem } from "./Person";

/** A text of one person's turn, written in place: what was joined from two hands says so, what two wrote differently shows both (M4, M5). */
export function TextOf(props: { it: AtItem; group: "discussion" | "decision"; label: string; hint: string; rows: number; longest: number }) {
  const { it, group, longest } = props;
  const { talk, one } = it;
  const { say } = one;
  const hand = useEdit(talk, group, (v): Record<string, string> => {
    const length = String(v[group] ?? "").length;
    return length > longest ? { [group]: `At most ${longest.toLocaleString("en-GB")} characters: there are ${length.toLocaleString("en-GB")}.` } : {};
  });
  const stamp = talk.stamps[group];
  const text = talk.fields[group] ?? "";
  return (
    <div class="text-of">
      {talk.disputed[group] && <h3>{props.label}</h3>}
      <Stands view={talk} group={group} say={say}>
        {one.may("meeting_talk", group) ? (
          <TextArea
            label={props.label}
            hint={hand.recovered ? "This was being written when the app closed. It is all here." : props.hint}
            rows={props.rows}
            value={hand.text(group)}
            error={hand.errors[group] ?? null}
            kept={hand.kept}
            onBegin={hand.begin}
            onInput={(words) => hand.put({ [group]: words || null })}
            onLeave={() => void hand.leave()}
          />
        ) : (
          <>
            <h3>{props.label}</h3>
            {paragraphs(text).map((line) => (
              <p key={line}>{line}</p>
            ))}
            {!text && <p class="muted">Nothing written yet.</p>}
          </>
        )}
        <Joined view={talk} group={group} field={group} say={say} />
        {stamp && text && <By signature={say.people.signature(stamp.by, true)} at={stamp.at} now={say.now} />}
      </Stands>
    </div>
  );
}
