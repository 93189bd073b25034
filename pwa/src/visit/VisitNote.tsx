import { timeOf } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { newId, newView, writer } from "../patient/new-view";
import { useEdit } from "../patient/use-edit";
import type { View } from "../store/contract";
import { By, KeptWord, TextArea } from "../ui";
import { Section } from "./Section";
import type { AtVisit } from "./Visit";

const longest = 20_000;

/** My note of this visit, typed in place; a colleague's stands under it. */
export function VisitNote({ at }: { at: AtVisit }) {
  const { one, visit, me } = at;
  const { bundle, say } = one;
  const ofVisit = bundle.all("note").filter((n) => n.fields.visit === visit.id);
  const mine = ofVisit.filter((n) => n.fields.staff === me);
  const own = mine.find((n) => n.fields.status !== "entered-in-error");
  const others = ofVisit.filter((n) => n.fields.staff !== me);
  return (
    <Section id="note" title="Note">
      <Own key={mine.length - (own ? 1 : 0)} at={at} own={own} nth={mine.length + (own ? 0 : 1)} />
      {[...others, ...mine.filter((n) => n !== own)].map((n) => (
        <article class="colleague-note" key={n.id}>
          <Stands view={n} group="words" say={say}>
            <p>{n.fields.status === "entered-in-error" ? <del>{n.fields.words}</del> : n.fields.words}</p>
          </Stands>
          <By signature={say.people.signature(n.fields.staff ?? "")} at={n.fields.written_at} now={say.now}>
            {n.fields.status === "entered-in-error" && `, entered in error: ${n.fields.status_reason ?? ""}`} <KeptWord kept={n.kept.words ?? null} />
          </By>
        </article>
      ))}
    </Section>
  );
}

function Own({ at, own, nth }: { at: AtVisit; own: View<"note"> | undefined; nth: number }) {
  const { one, visit, me } = at;
  const { store, bundle, say } = one;
  const id = own?.id ?? newId(visit.id, "note", writer(store, me), String(nth));
  const view =
    own ??
    newView("note", id, bundle.id, { category: "visit", visit: visit.id, written_at: store.now.peek().toISOString(), staff: me, source: null });
  const hand = useEdit(view, "words", (v): Record<string, string> => {
    const words = String(v.words ?? "");
    if (words.length > longest) return { words: `At most ${longest.toLocaleString("en-GB")} characters.` };
    return own && words.trim() === ""
      ? { words: "A written note is not emptied. If it was a mistake, mark it as entered in error in the timeline." }
      : {};
  });
  const at_ = view.stamps.words?.at;
  const known = hand.kept === "on-this-tablet" || hand.kept === "sent" ? at_ : undefined;
  return (
    <Stands view={view} group="words" say={say}>
      <TextArea
        label="Note of this visit"
        hideLabel
        {...(hand.recovered ? { hint: "This was being written when the app closed. It is all here." } : {})}
        rows={5}
        value={hand.text("words")}
        error={hand.errors.words ?? null}
        kept={hand.kept}
        {...(known ? { keptAt: timeOf(known) } : {})}
        onBegin={hand.begin}
        onInput={(words) => hand.put({ words: words || null })}
        onLeave={() => void hand.leave()}
      />
    </Stands>
  );
}
