/** Review and sign: what is missing, all parts with their state, and the signature over what is on this screen (R4). */
import { useState } from "preact/hooks";
import { day, shortDay } from "../lib/dates";
import type { Signing } from "../store/signed";
import { Tag } from "../ui";
import { Later } from "../ui/Later";
import { Addenda } from "./Addenda";
import { Amend, Changed } from "./Amend";
import { minutesOf, sumOf } from "./effort";
import { Marked } from "./Marked";
import { isMarked } from "./marks";
import { isMine, ownerWords } from "./owners";
import { toParts } from "./Part";
import { isFillingNow } from "./PartsNav";
import { BeforeSigning, Complete, SignPart, UnderWay } from "./Sign";
import type { Scene } from "./scene";
import { isComplete, type Part } from "./sections";

interface Props {
  scene: Scene;
  parts: readonly Part[];
  signing: Signing;
  base: string;
}

export function Review({ scene, parts, signing, base }: Props) {
  const { one, desk } = scene;
  desk.whole.value;
  const me = one.me;
  const { fields } = desk.recorded.view;
  const completed = fields.status === "completed";
  // What was taken in after it was complete is signed again; a part that was never signed then is an amendment's.
  const mine = parts.filter(
    (part) =>
      !part.signed && isMine(part.section, me?.profession) && (part.again || (!completed && (part.count.answered > 0 || part.count.of === 0))),
  );
  const may = one.may("signature", "signed") && one.may("assessment", "about") && fields.status !== "entered-in-error";
  const complete = isComplete(parts, signing);
  const taken = signing.standing.filter((one) => one.kept.signed === undefined);
  const isTaken = complete && isComplete(parts, { ...signing, standing: taken });
  const effort = sumOf(signing.standing.map((each) => each.fields.shown));
  return (
    <div class="view">
      <section class="form review" aria-labelledby="review-heading">
        <header>
          <p class="jump">
            <span class="muted">Review</span>
            <button type="button" class="link" onClick={toParts}>
              All parts
            </button>
          </p>
          <h2 id="review-heading">Review and sign</h2>
          <p class="by">
            Each profession signs its own part.{" "}
            {completed
              ? complete
                ? "This assessment is complete."
                : notWhole(parts)
              : `The assessment is complete when ${requiredWords(parts)} signed.`}
          </p>
        </header>
        <Addenda scene={scene} signing={signing} parts={parts} />
        <Changed scene={scene} />
        {parts.map(
          ({ section, signed }) =>
            isMarked(signed) && (
              <div key={section.linkId} class="part">
                <h3>{section.title}</h3>
                <Marked scene={scene} signature={signed!} />
              </div>
            ),
        )}
        {may && mine.map((part) => <BeforeSigning key={part.section.linkId} scene={scene} part={part} base={base} />)}
        <div class="part">
          <h3>All parts</h3>
          {/* biome-ignore lint/a11y/noRedundantRoles: on a phone its rows are blocks, and a table that is drawn as blocks loses its role */}
          <table class="rows" role="table">
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col">By</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.section.linkId}>
                  <td>
                    <a href={`${base}/${part.number}`}>{part.section.title}</a>
                  </td>
                  <td class="by">{byOf(scene, part)}</td>
                  <td>
                    <State scene={scene} part={part} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {effort.seconds > 0 && (
            <p class="by">
              Filling the signed parts took {minutesOf(effort.seconds)} and {effort.taps} taps in sum. Times only are measured, never what is written.
            </p>
          )}
          <OfTheTeam scene={scene} />
        </div>
        {may && mine.map((part) => <SignPart key={part.section.linkId} scene={scene} part={part} base={base} />)}
        {!completed && may && mine.length === 0 && !complete && (
          <div class="part">
            <h3>Nothing of yours to sign now</h3>
            <p>A part can be signed once something in it is answered. Parts of other professions are theirs to sign.</p>
          </div>
        )}
        {!completed && isTaken && one.may("assessment", "status") && <Complete scene={scene} last={taken[0]?.fields.staff === me?.staff} />}
        {!completed && complete && !isTaken && <UnderWay />}
        {completed && <Amend scene={scene} />}
      </section>
    </div>
  );
}

const times = () => import("./Times");

/** What this form takes the team, in sum: asked for when it is opened. */
function OfTheTeam({ scene }: { scene: Scene }) {
  const [opened, open] = useState(false);
  const { one, desk } = scene;
  const { questionnaire, version } = desk.recorded.view.fields;
  const form = one.store.forms.value?.all("questionnaire").find(({ fields }) => fields.url === questionnaire && fields.version === version);
  if (!form || !one.me?.team) return null;
  return (
    <details onToggle={(event) => event.currentTarget.open && open(true)}>
      <summary>How long this form takes your team</summary>
      {opened && (
        <Later
          load={times}
          props={{ form: form.id, parts: desk.form.sections }}
          waiting={<p class="muted">Adding up…</p>}
          failed={() => <p>That part of the app is not on this tablet yet: it comes with coverage.</p>}
        />
      )}
    </details>
  );
}

function requiredWords(parts: readonly Part[]): string {
  const required = parts.filter(({ section }) => section.required).length || parts.length;
  if (parts.length === 1) return "it is";
  return required === parts.length ? `all ${parts.length} are` : `the ${required} that are needed are`;
}

/** It was said to be complete, and is not, or is not any more. */
export function notWhole(parts: readonly Part[]): string {
  const required = parts.some(({ section }) => section.required);
  const open = parts.filter(({ section, signed }) => !signed && (section.required || !required)).map(({ section }) => section.title);
  return `Said to be complete, but not signed: ${open.join(", ")}.`;
}

function byOf(scene: Scene, part: Part): string {
  const { people } = scene.one.say;
  const me = scene.one.me?.staff;
  const id = part.signed?.fields.staff ?? part.last?.by;
  if (!id) return ownerWords(part.section);
  return id === me ? `${people.staff(id)?.name ?? "You"}, you` : people.signature(id, true);
}

function State({ scene, part }: { scene: Scene; part: Part }) {
  const { count, signed, again, last } = part;
  const now = scene.one.say.now;
  if (isMarked(signed))
    return (
      <Tag tone="care" icon="warn">
        Signed, and marked
      </Tag>
    );
  if (signed)
    return (
      <Tag tone="done" icon="check">
        Signed {signed.fields.signed_at ? shortDay(signed.fields.signed_at) : ""}
      </Tag>
    );
  if (again) return <Tag tone="care">To be signed again</Tag>;
  const far = `${count.answered} of ${count.of}`;
  if (count.answered === 0) return <Tag>Not begun</Tag>;
  if (last && last.by !== scene.one.me?.staff && isFillingNow(scene, part)) return <Tag tone="teal">Filling now, {far}</Tag>;
  if (isMine(part.section, scene.one.me?.profession)) return <Tag tone="info">{far}, yours to sign</Tag>;
  return <Tag>{last ? `${far}, ${day(last.at, now)}` : far}</Tag>;
}
