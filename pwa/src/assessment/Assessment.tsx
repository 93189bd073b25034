/** One assessment: `/patient/<id>/assessment/<id>`, its parts by number, and the review. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dayAndTime, shortDay, timeOf } from "../lib/dates";
import { whyWords } from "../patient/online";
import { PatientPage } from "../patient/PatientPage";
import type { OnePatient } from "../patient/use-patient";
import { go } from "../routes";
import type { Bundle, View } from "../store/contract";
import { type Signing, signingOf } from "../store/signed";
import { Button, Icon, Strip } from "../ui";
import { Desk } from "./desk";
import { type Form, readForm } from "./engine";
import { isMine } from "./owners";
import { PartPage } from "./Part";
import { PartsNav } from "./PartsNav";
import { notWhole, Review } from "./Review";
import { Reading } from "./reading";
import { mayAnswer, type Scene } from "./scene";
import { fillingNow, isComplete, type Part, partsOf, total } from "./sections";
import { useOlder } from "./use-older";
import "./assessment.scss";

export type Open = OnePatient & { bundle: Bundle };

export default function Assessment(props: { patient: string; assessment: string; part: string | null }) {
  return (
    <PatientPage patient={props.patient} page={null} title="Assessment" class="assessment-page">
      {(one) => <Found one={one} id={props.assessment} part={props.part} />}
    </PatientPage>
  );
}

/** Read once for each definition: it never changes. */
const read = new WeakMap<object, Form>();
function formOf(definition: object): Form {
  const form = read.get(definition) ?? readForm(definition);
  read.set(definition, form);
  return form;
}

function Found({ one, id, part }: { one: Open; id: string; part: string | null }) {
  const view = one.bundle.one("assessment", id);
  const forms = one.store.forms.value;
  if (!view) return <FromServer one={one} id={id} part={part} />;
  const { questionnaire, version } = view.fields;
  const found = forms?.all("questionnaire").find(({ fields }) => fields.url === questionnaire && fields.version === version);
  const definition = found?.fields.definition;
  if (!definition)
    return (
      <Strip icon="form" tone="still" title={forms ? "The form of this assessment is not on this tablet yet" : "Opening the forms"}>
        <p>{forms ? "It comes with the next coverage. What was answered is in the record, whole." : "A moment."}</p>
      </Strip>
    );
  return (
    <>
      <WayBack one={one} />
      <Filled key={id} one={one} view={view} form={formOf(definition)} part={part} />
    </>
  );
}

/** An installed app has no Back of its own everywhere: to the visit that one is at, else to the record. */
function WayBack({ one }: { one: Open }) {
  const here = one.bundle.all("attendance").find(({ fields }) => fields.staff === one.me?.staff && fields.arrived_at && !fields.left_at);
  const visit = here?.fields.visit;
  const record = `/patient/${one.bundle.id}`;
  return (
    <nav class="way-back" aria-label="Back">
      {visit && <a href={`/visit/${one.bundle.id}/${visit}`}>Back to the visit</a>}
      <a href={record}>{visit ? "The record" : "Back to the record"}</a>
    </nav>
  );
}

/** Older than what tablets carry: whoever came here by a tap wants it read, with coverage at once and without as soon as there is some. */
function FromServer({ one: here, id, part }: { one: Open; id: string; part: string | null }) {
  const { reading, one } = useOlder(here);
  const { model, tap } = reading;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one tap led here
  useEffect(tap, []);
  // The tablet may learn only by asking that there is no coverage: then it waits.
  const isOffline = here.store.status.value.state === "offline";
  useEffect(() => {
    if (model.why === "offline" && isOffline) tap();
  }, [model.why, isOffline, tap]);
  if (one.bundle.one("assessment", id) && model.phase === "open") return <Found one={one} id={id} part={part} />;
  const isNowhere = model.phase === "open";
  return (
    <Strip icon="form" tone="still" title={isNowhere ? "There is no such assessment here" : "This assessment is not on this tablet"}>
      <p role="status">
        {model.phase === "busy" && "Fetching it. It is read online, and not kept on this tablet."}
        {model.phase === "waiting" && "It is older than what tablets carry, and opens as soon as there is coverage."}
        {model.why && whyWords[model.why]}
      </p>
      {model.phase === "failed" && (
        <Button look="second" onClick={tap}>
          Try again
        </Button>
      )}
      <p>
        <a href={`/patient/${one.bundle.id}`}>Go to the record</a>
      </p>
    </Strip>
  );
}

/** Exported for the trial of a form, which must be drawn by nothing else. */
export function Filled({ one, view, form, part }: { one: Open; view: View<"assessment">; form: Form; part: string | null }) {
  const made = useRef<Desk | null>(null);
  made.current ??= new Desk(one.store, form, one.bundle, view);
  const desk = made.current;
  const locked = useSignal(!mayAnswer(one.me?.role));
  const folded = useSignal<ReadonlySet<string> | null>(null);
  const held = useRef<Scene | null>(null);
  held.current ??= { desk, one, locked, folded, reading: new Reading() };
  const scene = held.current;
  scene.one = one;
  desk.take(one.bundle, view);
  desk.know(one.say.people);
  // The questions stand in the first frame; what they come to is worked out after it.
  useEffect(() => {
    const later = setTimeout(() => void desk.work(), 250);
    return () => clearTimeout(later);
  }, [desk]);
  return <Page scene={scene} one={one} view={view} part={part} />;
}

/** `one`: so that it is drawn anew when anything of the person or the team comes, though the assessment is the same. */
function Page({ scene, one, view, part }: { scene: Scene; one: Open; view: View<"assessment">; part: string | null }) {
  const { desk } = scene;
  desk.whole.value;
  const signing = signingOf(one.bundle, view.id);
  const parts = partsOf(desk.filling, { view, rows: desk.recorded.rows }, signing);
  const base = `/patient/${one.bundle.id}/assessment/${view.id}`;
  const here = part === "review" ? "review" : String(partFrom(parts, part, one)?.number ?? "review");
  const wanted = part === null ? here : null;
  useEffect(() => {
    if (wanted) go(`${base}/${wanted}`, { replace: true });
  }, [wanted, base]);
  const current = parts.find((each) => String(each.number) === here);
  return (
    <>
      <Head scene={scene} view={view} parts={parts} signing={signing} />
      <div class={parts.length > 1 ? "desk" : "desk alone"}>
        {(parts.length > 1 || here === "review") && <PartsNav scene={scene} parts={parts} base={base} here={here} />}
        {current ? (
          <PartPage key={current.section.linkId} scene={scene} part={current} parts={parts} base={base} />
        ) : (
          <Review scene={scene} parts={parts} signing={signing} base={base} />
        )}
      </div>
    </>
  );
}

/** The part asked for; without one, the first of mine that is not signed and has something open. */
function partFrom(parts: readonly Part[], asked: string | null, one: Open): Part | undefined {
  if (asked !== null) return parts.find((each) => String(each.number) === asked);
  const open = parts.filter(({ signed, count }) => !signed && count.answered < count.of);
  return open.find(({ section }) => isMine(section, one.me?.profession)) ?? open[0] ?? parts[0];
}

function Head(props: { scene: Scene; view: View<"assessment">; parts: readonly Part[]; signing: Signing }) {
  const { scene, view, parts, signing } = props;
  const { one, desk } = scene;
  const { now, people } = one.say;
  const { answered, of, signed } = total(parts);
  const others = view.fields.status === "completed" ? [] : fillingNow(parts, one.me?.staff ?? "", now);
  const joint = typeof view.fields.ordinal === "number";
  const amends = view.fields.amends ? one.bundle.one("assessment", view.fields.amends) : undefined;
  return (
    <>
      <div class="head">
        <h2>{desk.form.title}</h2>
        <p class="muted">
          {joint ? "Joint assessment" : "Assessment"}
          {view.fields.begun_at ? `, begun ${shortDay(view.fields.begun_at)}` : ""}, {answered} of {of} answered
          {view.fields.status === "completed" ? ", complete" : `, ${signed} of ${parts.length} ${parts.length === 1 ? "part" : "parts"} signed`}
        </p>
      </div>
      {view.fields.status === "entered-in-error" && (
        <Strip icon="nosign" tone="care" title="Entered in error">
          <p>{view.fields.status_reason ?? "No reason is given."} It counts nowhere.</p>
        </Strip>
      )}
      {view.fields.status === "completed" && !isComplete(parts, signing) && (
        <Strip icon="warn" tone="care" title="Not all that is needed is signed">
          <p>{notWhole(parts)}</p>
        </Strip>
      )}
      {view.fields.why && (
        <Strip icon="pen" title={`Amends the one ${amends?.fields.begun_at ? `begun ${dayAndTime(amends.fields.begun_at, now)}` : "before"}`}>
          <p>{view.fields.why}</p>
        </Strip>
      )}
      {others.length > 0 && (
        <p class="here">
          <Icon name="people" />
          <span>
            {others.slice(0, 3).map(({ by, at, section }) => (
              <span key={by}>
                <b>
                  {people.signature(by, true)}, is filling {section.title}
                </b>{" "}
                on another tablet, last heard {timeOf(at)}.{" "}
              </span>
            ))}
            You can both go on.
          </span>
        </p>
      )}
      {desk.form.problems.some((problem) => problem.grave) && (
        <Strip icon="info" tone="still" title="Parts of this form cannot be shown here">
          <p>They say so in their place. What was answered elsewhere is kept.</p>
        </Strip>
      )}
    </>
  );
}
