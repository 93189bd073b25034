/** What stands beside the day's visits and comes in a file of its own. */
import OfTheDay from "../meetings/OfTheDay";
import { MyMarks } from "./MyMarks";

export default function Beside({ day }: { day: string }) {
  return (
    <>
      <MyMarks day={day} />
      <OfTheDay day={day} />
    </>
  );
}
