import { useEffect, useState } from "preact/hooks";
import { day, dayAndTime } from "../lib/dates";
import { derived } from "../lib/ids";
import { worst } from "../patient/entry";
import { newView } from "../patient/new-view";
import { PatientPage } from "../patient/PatientPage";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, View } from "../store/contract";
import { Button, KeptWord } from "../ui";
import { Later } from "../ui/Later";
import { Actions } from "./Actions";
import { Agreement } from "./Agreement";
import { Contributors } from "./Contributors";
import { Goals } from "./Goals";
import { History } from "./HistoryCard";
import { Matters } from "./Matters";
import { NewInPlan } from "./NewInPlan";
import { showPointed } from "./pointed";
import { Worse } from "./Worse";
import "./care-plan.scss";

export interface InPlan {
  one: OnePatient & { bundle: Bundle };
  /** Made with its first words where nobody wrote in the plan yet (R1: its id is derived). */
  plan: View<"care_plan">;
}

const discuss = () => import("../meetings/Discuss");
const asPdf = () => import("./AsPdf");
const packages = () => import("./Packages");

export default function CarePlan(props: { patient: string }) {
  return (
    <PatientPage patient={props.patient} page="plan" title="Care plan" class="plan-page">
      {(one) => <Page one={one} />}
    </PatientPage>
  );
}

function Page({ one }: { one: OnePatient & { bundle: Bundle } }) {
  const { bundle, say } = one;
  const [dialog, open] = useState<"pdf" | "packages" | null>(null);
  const plan = bundle.all("care_plan")[0] ?? newView("care_plan", derived("care_plan", bundle.id), bundle.id, { status: "active" });
  const at: InPlan = { one, plan };
  const f = plan.fields;
  useEffect(() => void showPointed((id) => document.getElementById(id)), []);
  const kept = worst([
    ...(["care_plan", "goal", "action", "contingency"] as const).flatMap((kind) => bundle.all(kind).flatMap((v) => Object.values(v.kept))),
  ]);
  return (
    <>
      <div class="top">
        <h2>Care plan</h2>
        <p class="by">
          {f.agreed_kind === "not-agreed" && !plan.disputed.agreement ? (
            <b>Not agreed: the reason stands below. </b>
          ) : f.agreed_on && !plan.disputed.agreement ? (
            <>
              Agreed <b>{day(f.agreed_on, say.now)}</b>.{" "}
            </>
          ) : (
            "Not agreed yet. "
          )}
          {f.review_on && !plan.disputed.review && (
            <>
              Next review together <b>{day(f.review_on, say.now)}</b>.{" "}
            </>
          )}
          <KeptWord kept={kept} />
        </p>
        <div class="acts">
          <Button look="calm" icon="print" onClick={() => print()}>
            Print
          </Button>
          <Button look="calm" icon="file" onClick={() => open("pdf")}>
            PDF
          </Button>
          {one.may("goal", "words") && (
            <Button look="calm" icon="plan" onClick={() => open("packages")}>
              Start from a package
            </Button>
          )}
          <Later load={discuss} props={{ one, look: "button" as const }} />
        </div>
        {dialog === "pdf" && <Later load={asPdf} props={{ patient: bundle.id, name: one.name, onClose: () => open(null) }} />}
        {dialog === "packages" && <Later load={packages} props={{ at, onClose: () => open(null) }} />}
      </div>
      <NewInPlan at={at} />
      <p class="printed small">
        Printed {dayAndTime(say.now, say.now)} by {one.me?.name}. The plan may have changed since: ask the team.
      </p>
      <div class="two">
        <div class="mine">
          <Matters at={at} />
          <Goals at={at} />
        </div>
        <div class="do">
          <Actions at={at} />
        </div>
        <div class="aside">
          <Agreement at={at} />
          <Worse at={at} />
          <Contributors at={at} />
        </div>
        <div class="past">
          <History at={at} />
        </div>
      </div>
    </>
  );
}
