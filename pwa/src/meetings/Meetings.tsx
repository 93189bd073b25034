import "./meetings.scss";
import { useTitle } from "../ui";
import { List } from "./List";
import { MeetingPage } from "./MeetingPage";
import { NotHere } from "./NotHere";
import { useMeetings } from "./use-meetings";

/** Team meetings: all of them, one with its list, or one person on it. */
export default function Meetings(props: { meeting: string | null; patient: string | null }) {
  const at = useMeetings();
  useTitle("Team meetings");
  if (!props.meeting) return <List at={at} />;
  const meeting = at.all.find((one) => one.id === props.meeting);
  return meeting ? <MeetingPage at={at} meeting={meeting} patient={props.patient} /> : <NotHere at={at} meeting={props.meeting} />;
}
