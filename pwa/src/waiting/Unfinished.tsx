import { groupNamed } from "../api/groups";
import { dayAndTime } from "../lib/dates";
import { groupName, type Saying, said, short } from "../patient/words";
import type { Unfinished as Draft, Header, Id } from "../store/contract";
import { Icon } from "../ui";

/** What was typed and is no change yet: its field was not left, or it is not valid. It is safe here, and nobody else sees it until it is finished. */
export function Unfinished({ list, header, say }: { list: readonly Draft[]; header: (patient: Id | null) => Header | undefined; say: Saying }) {
  if (list.length === 0) return null;
  return (
    <section class="queue" aria-labelledby="unfinished-h">
      <h2 id="unfinished-h">{list.length === 1 ? "1 is not finished, and waits for you" : `${list.length} are not finished, and wait for you`}</h2>
      <div class="group">
        <ol>
          {list.map((draft) => {
            const whose = header(draft.patient);
            return (
              <li key={`${draft.record}/${draft.group}`}>
                <Icon name="pen" />
                <span>
                  {whose && draft.patient ? (
                    <a href={`/patient/${draft.patient}`}>{whose.name}</a>
                  ) : draft.patient ? (
                    (draft.called?.name ?? "A patient no longer on this tablet")
                  ) : (
                    "Yours"
                  )}
                  {`: ${wordsOf(draft, say)}`}
                  <span class="by">{`Typed ${dayAndTime(draft.at, say.now)}. Open it there to finish it; until then it is on this tablet only.`}</span>
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

/** Somebody chosen from a list beside the words. */
const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** In full, so that it can be copied from here where its record has left the tablet. */
export function wordsOf(draft: Draft, say: Saying): string {
  const { kind, group, values } = draft;
  if (groupNamed(kind, group)) return `${groupName(kind, group)}: ${said(kind, group, values, say) || "emptied"}`;
  const typed = Object.values(values).filter((value): value is string => typeof value === "string" && value.trim() !== "" && !isId.test(value));
  return typed.length > 0 ? `“${short(typed.join(". "), 2_000)}”` : "something begun";
}
