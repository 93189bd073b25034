import { Empty, LinkButton, Main } from "../ui";
import { type Meetings, useList } from "./use-meetings";

/** A meeting of long ago: the day and the room have left the tablet, what was decided about a person stays in their record. */
export function NotHere({ at, meeting }: { at: Meetings; meeting: string }) {
  const on = useList(at.store, meeting);
  return (
    <Main class="meetings">
      <h1>This meeting is not on this tablet</h1>
      <Empty
        title={at.here ? "It is long ago, or it comes with the next coverage" : "The directory is still on its way"}
        acts={
          <LinkButton look="second" href="/meetings">
            All meetings
          </LinkButton>
        }
      >
        <p>What was decided about a person stands in their care plan and timeline.</p>
      </Empty>
      {on.length > 0 && (
        <ul class="people-of">
          {on.map(({ header }) => (
            <li key={header.bundle}>
              <a href={`/patient/${header.bundle}/timeline`}>{header.name}</a>
            </li>
          ))}
        </ul>
      )}
    </Main>
  );
}
