/** What came for a signed part after it was signed, for its signer to take in (and sign again) or to leave out with a reason; and signatures not taken. */
import { useState } from "preact/hooks";
import { maySettle } from "../patient/may";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import type { Addendum, NotTaken, Signing } from "../store/signed";
import { Button, TextArea } from "../ui";
import { valueFrom } from "./engine/nodes";
import { byWords, dayWords, type Scene } from "./scene";
import type { Part } from "./sections";
import { valueWords } from "./typed";

export function Addenda({ scene, signing, parts }: { scene: Scene; signing: Signing; parts: readonly Part[] }) {
  if (!signing.addenda.length && !signing.notTaken.length) return null;
  return (
    <div class="part">
      <h3>Since it was signed</h3>
      {signing.addenda.map((one) => (
        <Late key={one.conflict.id} scene={scene} addendum={one} signing={signing} />
      ))}
      {signing.notTaken.map((one) => (
        <NotTakenOne key={one.conflict.id} scene={scene} one={one} parts={parts} />
      ))}
    </div>
  );
}

function Late({ scene, addendum, signing }: { scene: Scene; addendum: Addendum; signing: Signing }) {
  const { one, desk } = scene;
  const { conflict, group } = addendum;
  const linkId = group.startsWith("answer.") ? group.slice("answer.".length) : "";
  const item = desk.form.byLinkId.get(linkId) ?? null;
  const signature = signing.standing.find((each) => each.id === addendum.signature);
  const all = conflict.fields.sides ?? [];
  // What was signed is a side of its own, of the signer (PROTOCOL §14).
  const before = all.find((side) => side.change === signature?.stamps.signed?.change) ?? all[0];
  const sides = all.filter((side) => side !== before);
  const base = before?.value ?? {};
  const signer = signature?.fields.staff ?? "";
  const isMine = signer === one.me?.staff;
  const may = (isMine || one.me?.role === "lead") && maySettle(one.me?.role, conflict.fields.about_kind, group);
  const words = useWords(conflict as View<"conflict">, "leaving out", { why: "" });
  const [error, setError] = useState<string | null>(null);
  const say = (values: Readonly<Record<string, unknown>>) =>
    item ? valueWords(valueFrom(values[group]), item, dayWords(scene)) || "no answer" : String(values.status ?? "changed");
  const settle = async (value: Record<string, unknown>, reason: string) => {
    await one.store.settle(conflict, value, reason);
    words.done();
  };
  return (
    <article class="late" aria-label={`Late answer: ${item?.text ?? "a row"}`}>
      <p>
        <b>{item?.text ?? "A row was taken away"}</b>
      </p>
      <dl>
        <div>
          <dt>Signed</dt>
          <dd>{say(base)}</dd>
        </div>
        {sides.map((side) => (
          <div key={side.change}>
            <dt>Came later</dt>
            <dd>
              <b>{say(side.value)}</b>
              <span class="by">{byWords(scene, side.by, side.at)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {may ? (
        <>
          <div class="acts">
            {sides.map((side) => (
              <Button key={side.change} look="second" icon="check" onClick={() => void settle(side.value, "Taken in: to be signed again.")}>
                Take it in, and sign again<span class="vh">: {say(side.value)}</span>
              </Button>
            ))}
          </div>
          <TextArea
            label="Or leave it out, because"
            rows={2}
            value={words.values.why}
            error={error}
            onInput={(why) => {
              words.put({ why });
              setError(null);
            }}
          />
          <Button
            look="quiet"
            onClick={() => {
              const why = words.values.why.trim();
              if (!why) return setError("Write why: whoever sent it reads this.");
              void settle(base, why);
            }}
          >
            Leave it out
          </Button>
        </>
      ) : (
        <p class="by">{signer ? `${one.say.people.signature(signer, true)}, who signed, decides.` : "Whoever signed decides."}</p>
      )}
    </article>
  );
}

function NotTakenOne({ scene, one, parts }: { scene: Scene; one: NotTaken; parts: readonly Part[] }) {
  const part = parts.find(({ section }) => section.linkId === one.section);
  const mine = one.by === scene.one.me?.staff;
  const title = part?.section.title ?? "the assessment";
  const letGo = () => void scene.one.store.settle(one.conflict, {}, "Read again; signed anew, or not.");
  return (
    <article class="late" aria-label={`Signature not taken: ${title}`}>
      <p>
        <b>Changed since {mine ? "you" : "they"} read it: read and sign again.</b> The signature under {title} was over what had changed meanwhile, so
        it was not put there.
      </p>
      <p class="by">{byWords(scene, one.by, one.fields.signed_at ?? "")}</p>
      {(mine || scene.one.me?.role === "lead") && (
        <Button look="second" onClick={letGo}>
          {mine ? "I have seen this" : "Let it go"}
        </Button>
      )}
    </article>
  );
}
