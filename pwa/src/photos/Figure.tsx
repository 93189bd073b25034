import { Stands } from "../patient/Disputed";
import { TakeBack } from "../patient/TakeBack";
import { useEdit } from "../patient/use-edit";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, Kept } from "../store/contract";
import type { Pictures } from "../store/pictures";
import { By, KeptWord, TextArea } from "../ui";
import { isStanding, type Picture, titleOf } from "./album";
import { Photo } from "./Photo";
import { hereOf } from "./use-pictures";

export const altOf = (p: Picture): string => p.fields.words?.trim() || titleOf(p);

/** Where a picture is: on its way until its record is sent and its content is. */
export function keptOf(all: Pictures | null, p: Picture): Kept | null {
  const here = hereOf(all, p.id);
  const record = p.kept.about ?? null;
  if (!here || here.sent || (record && record !== "sent")) return record;
  return here.sending !== null ? "sending" : "on-this-tablet";
}

/** A picture of the record with who took it and when, what it shows, and how to take it back. */
export function Figure({ one, all, picture: p }: { one: OnePatient & { bundle: Bundle }; all: Pictures | null; picture: Picture }) {
  const { say } = one;
  const here = hereOf(all, p.id);
  const progress = here?.sending ? Math.round((here.sending / here.bytes) * 100) : null;
  return (
    <figure class={isStanding(p) ? "shot" : "shot taken-back"}>
      {isStanding(p) ? (
        <Photo all={all} id={p.id} alt={altOf(p)} width={p.fields.width} height={p.fields.height} />
      ) : (
        <p>
          <del>{titleOf(p)}</del>
        </p>
      )}
      <figcaption>
        <By signature={say.people.signature(p.fields.staff ?? "", true)} at={p.fields.taken_at} now={say.now}>
          {!isStanding(p) && `, entered in error: ${p.fields.status_reason ?? ""}`}
        </By>
        <KeptWord kept={keptOf(all, p)} />
        {progress !== null && <span class="small num">{progress}%</span>}
        {here?.refused && (
          <p class="problem" role="alert">
            Not taken: {here.refused}
          </p>
        )}
        {isStanding(p) && <Shows one={one} picture={p} />}
        {isStanding(p) && one.may("attachment", "status") && <TakeBack kind="attachment" record={p.id} one={one} />}
      </figcaption>
    </figure>
  );
}

function Shows({ one, picture: p }: { one: OnePatient & { bundle: Bundle }; picture: Picture }) {
  const hand = useEdit(
    p,
    "words",
    (v): Record<string, string> => (String(v.words ?? "").length > 2000 ? { words: "At most 2,000 characters." } : {}),
  );
  if (!one.may("attachment", "words")) return p.fields.words ? <p>{p.fields.words}</p> : null;
  return (
    <Stands view={p} group="words" say={one.say}>
      <TextArea
        label="What it shows"
        rows={2}
        value={hand.text("words")}
        error={hand.errors.words ?? null}
        // Where the whole picture waits, that is said above.
        kept={hand.kept === "sent" || hand.kept === p.kept.about ? null : hand.kept}
        onBegin={hand.begin}
        onInput={(words) => hand.put({ words: words || null })}
        onLeave={() => void hand.leave()}
      />
    </Stands>
  );
}
