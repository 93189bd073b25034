import { day, dayOf, timeOf } from "../lib/dates";
import { PatientPage } from "../patient/PatientPage";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, View } from "../store/contract";
import { Later } from "../ui/Later";
import { Actions } from "./Actions";
import { Arrive } from "./Arrive";
import { AssessStep, dueWords } from "./AssessStep";
import { HandOver } from "./HandOver";
import { Leave } from "./Leave";
import { Meanwhile } from "./Meanwhile";
import { MeasureStep } from "./MeasureStep";
import { PlanToday } from "./PlanToday";
import { Steps } from "./Steps";
import { type Step, summary } from "./summary";
import { VisitNote } from "./VisitNote";
import "./visit.scss";

const photos = () => import("../photos/AtVisit");

export interface AtVisit {
  one: OnePatient & { bundle: Bundle };
  visit: View<"visit">;
  /** Mine at this visit, once I arrived or said what came of it. */
  attendance: View<"attendance"> | undefined;
  me: string;
}

/** One page in the order of a visit. Nothing in it is forced, and all of it works without coverage. */
export default function Visit(props: { patient: string; visit: string }) {
  return (
    <PatientPage patient={props.patient} page={null} title="Visit" class="visit-page">
      {(one) => {
        const visit = one.bundle.one("visit", props.visit);
        return visit ? <Page one={one} visit={visit} /> : <Gone one={one} />;
      }}
    </PatientPage>
  );
}

function Gone({ one }: { one: OnePatient }) {
  return (
    <section class="sec">
      <h2>This visit is not in the record on this tablet</h2>
      <p>It may be older than 90 days, or it was moved to another team. You can still write a note, or change the plan.</p>
      <p>
        <a href={`/patient/${one.header?.bundle ?? ""}`}>Open the record</a>
      </p>
    </section>
  );
}

/** What one's role does not write is neither a step of the visit nor open at its end. */
function offered(one: OnePatient, where: string): boolean {
  if (where === "actions") return one.may("done", "event");
  if (where === "measure") return one.may("observation", "event");
  if (where === "assess") return one.may("assessment", "about");
  return where !== "note" || one.may("note", "words");
}

/** After the measurements, what is in progress of assessments: never open at the end of a visit, for it may go on at the next. */
function withAssessments(steps: readonly Step[], bundle: Bundle): Step[] {
  const assess: Step = { id: "assess", title: "Assess", small: dueWords(bundle), state: "todo" };
  return steps.flatMap((step) => (step.id === "note" ? [assess, step] : [step]));
}

/** The tablet can be handed over once one has arrived. It is never open at the end of a visit: nobody has to answer. */
function withHandOver(steps: readonly Step[], isThere: boolean): Step[] {
  const hand: Step = { id: "hand", title: "Hand over", small: "if they like", state: "todo" };
  return steps.flatMap((step) => (step.id === "leave" && isThere ? [hand, step] : [step]));
}

function Page({ one, visit }: { one: OnePatient & { bundle: Bundle }; visit: View<"visit"> }) {
  const me = one.me?.staff ?? "";
  const attendance = one.bundle.all("attendance").find((a) => a.fields.visit === visit.id && a.fields.staff === me);
  const at: AtVisit = { one, visit, attendance, me };
  const s = summary(one, visit, attendance, me);
  const start = visit.fields.planned_start ?? "";
  return (
    <>
      <p class="what">
        <b>{visit.fields.purpose ?? "Visit"}</b>
        {start && (
          <span class="by">
            {dayOf(start) === dayOf(one.say.now) ? "Today" : day(start, one.say.now)}, {timeOf(start)} to {timeOf(visit.fields.planned_end ?? start)}
            {visit.fields.is_fixed ? ", fixed time" : ""}
          </span>
        )}
        {visit.fields.instructions && <span class="instructions">{visit.fields.instructions}</span>}
      </p>
      <div class="visit">
        <Steps
          steps={withHandOver(
            withAssessments(s.steps, one.bundle).filter((step) => offered(one, step.id)),
            !!attendance?.fields.arrived_at,
          )}
        />
        <div>
          <Meanwhile at={at} />
          <Arrive at={at} />
          <Actions at={at} answered={s.answered} />
          {one.may("observation", "event") && <MeasureStep at={at} />}
          {one.may("attachment", "words") && one.seesMore && <Later load={photos} props={{ at }} />}
          {one.may("assessment", "about") && <AssessStep at={at} />}
          {one.may("note", "words") && <VisitNote at={at} />}
          <PlanToday at={at} />
          {attendance?.fields.arrived_at && <HandOver one={one} here={`/visit/${one.bundle.id}/${visit.id}`} />}
          <Leave at={at} open={s.open.filter((open) => offered(one, open.where))} />
        </div>
      </div>
    </>
  );
}
