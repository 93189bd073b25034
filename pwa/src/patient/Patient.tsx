import Assessments from "../assessment/Assessments";
import type { Bundle } from "../store/contract";
import { Later } from "../ui/Later";
import { AboutMe } from "./AboutMe";
import { CareTeam } from "./CareTeam";
import { Health } from "./Health";
import { KeyFacts } from "./KeyFacts";
import { useLooked } from "./looked";
import { NewSince } from "./NewSince";
import { NextVisits } from "./NextVisits";
import { PatientPage } from "./PatientPage";
import { PlanAtAGlance } from "./PlanAtAGlance";
import { Timeline } from "./TimelinePage";
import { Trends } from "./TrendsCard";
import type { OnePatient } from "./use-patient";

type Open = OnePatient & { bundle: Bundle };

const titles = { summary: "Patient", timeline: "Timeline", photos: "Documents and photos" };
const discuss = () => import("../meetings/Discuss");
const standing = () => import("../population/Standing");
const photos = () => import("../photos/Photos");
const referrals = () => import("../referrals/OnThePage");

export default function Patient(props: { patient: string; page: keyof typeof titles }) {
  const { page } = props;
  return (
    <PatientPage patient={props.patient} page={page} title={titles[page]} class={page === "summary" ? "patient-page" : `${page}-page`}>
      {(one) =>
        page === "summary" ? (
          <Summary one={one} />
        ) : page === "timeline" ? (
          <TimelineOf one={one} />
        ) : (
          <Later load={photos} props={{ one }} failed={() => <p>This page is not on the tablet yet. It comes with the next coverage.</p>} />
        )
      }
    </PatientPage>
  );
}

function TimelineOf({ one }: { one: Open }) {
  return <Timeline one={one} looked={useLooked(one, true)} />;
}

function Summary({ one }: { one: Open }) {
  const looked = useLooked(one, true);
  return (
    <>
      <KeyFacts one={one} />
      <div class="cols">
        <div>
          <NewSince one={one} looked={looked} />
          <PlanAtAGlance one={one} />
        </div>
        <div>
          <AboutMe one={one} />
          <CareTeam one={one} />
        </div>
      </div>
      <Health one={one} />
      <NextVisits one={one} />
      <Later load={standing} props={{ one }} />
      {one.seesMore && <Later load={referrals} props={{ one }} />}
      <Later load={discuss} props={{ one, look: "card" as const }} />
      {one.seesMore && <Assessments one={one} visit={null} />}
      {one.seesMore && <Trends one={one} />}
    </>
  );
}
