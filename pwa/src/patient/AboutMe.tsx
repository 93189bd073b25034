import { useState } from "preact/hooks";
import { derived } from "../lib/ids";
import type { Bundle, View } from "../store/contract";
import { Button, By, Card, TextArea } from "../ui";
import { Stands } from "./Disputed";
import { Joined } from "./Joined";
import { newView } from "./new-view";
import { paragraphs, writtenBy } from "./text";
import { useEdit } from "./use-edit";
import type { OnePatient } from "./use-patient";

type Open = OnePatient & { bundle: Bundle };
const tooLong = 10_000;

/** The person's own words. Written in place: no Save button (SCREENS law 2). */
export function AboutMe({ one }: { one: Open }) {
  const { bundle, say, name } = one;
  const known = bundle.all("about_me")[0];
  const me: View<"about_me"> = known ?? newView("about_me", derived("about_me", bundle.id), bundle.id, {});
  const [open, setOpen] = useState(false);
  const hand = useEdit(
    me,
    "words",
    (v): Record<string, string> => (String(v.words ?? "").length > tooLong ? { words: "At most 10,000 characters." } : {}),
  );
  const isOpen = open || hand.recovered || Object.keys(hand.errors).length > 0;
  const stamp = me.stamps.words;
  const words = me.fields.words ?? "";
  const toldTo = me.fields.told_to ? (say.people.staff(me.fields.told_to)?.name ?? null) : null;
  return (
    <Card
      class="me"
      title="About me"
      aside={
        one.may("about_me", "words") && (
          <Button
            look="quiet"
            icon={isOpen ? "check" : "pen"}
            onClick={() => void (isOpen ? hand.leave().then((done) => done && setOpen(false)) : setOpen(true))}
          >
            {isOpen ? "Done" : words ? "Change" : "Write"}
          </Button>
        )
      }
    >
      {isOpen ? (
        <TextArea
          label={`${name}’s own words`}
          hint={hand.recovered ? "This was being written when the app closed. It is all here." : "What people need to know, as the person says it."}
          value={hand.text("words")}
          rows={6}
          error={hand.errors.words ?? null}
          kept={hand.kept}
          onBegin={hand.begin}
          onInput={(text) => hand.put({ words: text || null })}
          onLeave={() => void hand.leave()}
        />
      ) : (
        <Stands view={me} group="words" say={say}>
          {words ? (
            <blockquote>
              {paragraphs(words).map((p, i, all) => (
                <p key={p}>
                  {i === 0 ? "“" : ""}
                  {p}
                  {i === all.length - 1 ? "”" : ""}
                </p>
              ))}
            </blockquote>
          ) : (
            <p class="muted">Nothing written yet. Ask {name}, and write it in their words.</p>
          )}
        </Stands>
      )}
      {!isOpen && <Joined view={me} group="words" field="words" say={say} />}
      {stamp && (
        <p class="by">
          {name}’s words{me.fields.told_in ? `, told in ${me.fields.told_in}` : ""}
          {toldTo ? ` to ${toldTo}` : ""}. <By signature={writtenBy(say.people.signature(stamp.by))} at={stamp.at} now={say.now} />
        </p>
      )}
    </Card>
  );
}
