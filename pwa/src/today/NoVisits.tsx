/** A day without visits of one's own: that this is the list and no gap in it, and when the next ones are. */
import { addDays, shortDay, timeOf } from "../lib/dates";
import { readsRecords } from "../patient/may";
import type { Header, Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { Card, Empty, Icon, LinkButton } from "../ui";
import { Later } from "../ui/Later";
import { dayHref } from "./DayHead";
import { type Day, dayOfWork } from "./day";
import { TeamsDay } from "./TeamsDay";

const beside = () => import("./Beside");

export default function NoVisits({ day, index, me, phone }: { day: Day; index: readonly Header[]; me: Id; phone: string | null }) {
  const store = useStore();
  const now = store.now.value;
  const status = store.status.value;
  const session = store.session.value;
  if (session.phase === "open" && !readsRecords(session.me.role)) return <NoRecords />;
  const next = nextDayWithVisits(index, day.day, me, now);
  const asOf = status.since && status.state !== "filling" ? timeOf(status.since) : null;
  const leads = session.phase === "open" && session.me.role === "lead" && day.isToday;
  if (leads && status.state !== "filling")
    return (
      <div class="day empty">
        <TeamsDay day={day.day} me={me} team={session.phase === "open" ? session.me.team : null} />
        <div class="side">
          <Later load={beside} props={{ day: day.day }} />
        </div>
      </div>
    );
  return (
    <div class="day empty">
      <Empty
        title={day.isToday ? "No visits for you today" : `No visits for you on ${shortDay(day.day)}`}
        acts={
          <>
            {next && (
              <LinkButton look="second" href={dayHref(next.day, now)}>
                See {shortDay(next.day)}
              </LinkButton>
            )}
            {phone && (
              <LinkButton look="second" icon="phone" href={`tel:${phone.replaceAll(" ", "")}`}>
                Ring the team
              </LinkButton>
            )}
          </>
        }
      >
        <p>
          {status.state === "filling"
            ? "This tablet is still being filled: visits show as soon as their names are here."
            : asOf
              ? `This is the list as it was at ${asOf}, not a gap in it.`
              : "This is the list as this tablet has it."}
        </p>
      </Empty>
      <div class="side">
        <Later load={beside} props={{ day: day.day }} />
        {next && (
          <Card title={`Next: ${shortDay(next.day)}, ${next.stops.length === 1 ? "1 visit" : `${next.stops.length} visits`}`} class="pane">
            <ul class="list">
              {next.stops.slice(0, 5).map((stop) => (
                <li key={stop.visit.id}>
                  <Icon name={stop.visit.is_fixed ? "lock" : "clock"} />
                  <span>
                    <b>{stop.header.name}</b>
                    <span class="by">{stop.visit.purpose}</span>
                  </span>
                  <span class="at num">{timeOf(stop.visit.planned_start)}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {(status.toSettle > 0 || status.refused > 0) && (
          <Card title="Still open" class="pane">
            <ul class="list">
              {status.toSettle > 0 && (
                <li>
                  <Icon name="settle" />
                  <a href="/settle">{status.toSettle} to settle</a>
                </li>
              )}
              {status.refused > 0 && (
                <li>
                  <Icon name="hand" />
                  <a href="/waiting">{status.refused === 1 ? "1 change was not taken" : `${status.refused} changes were not taken`}</a>
                </li>
              )}
            </ul>
          </Card>
        )}
      </div>
    </div>
  );
}

/** For a role that reads no patient's record an empty day is not news. */
function NoRecords() {
  return (
    <div class="day empty">
      <Empty
        title="Your role has no visits"
        acts={
          <LinkButton look="second" href="/account">
            You and this tablet
          </LinkButton>
        }
      >
        <p>Managers, administrators and privacy officers read no patient’s record here: nothing of anyone is on this tablet.</p>
      </Empty>
    </div>
  );
}

function nextDayWithVisits(index: readonly Header[], day: string, me: Id, now: Date): Day | null {
  for (let ahead = 1; ahead <= 14; ahead++) {
    const work = dayOfWork({ index, day: addDays(day, ahead), now, me, myDay: null, base: null });
    if (work.total > 0) return work;
  }
  return null;
}
