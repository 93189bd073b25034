import "./today.scss";
import { useLayoutEffect, useState } from "preact/hooks";
import { addDays, dayOf, shortDay, timeOf } from "../lib/dates";
import { isOld } from "../lib/status-words";
import { useMedia } from "../lib/use-media";
import { readsRecords } from "../patient/may";
import type { Header, Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { Card, Empty, Icon, LinkButton, Main, useTitle } from "../ui";
import { Later } from "../ui/Later";
import { DayHead, dayHref } from "./DayHead";
import { DayStrip } from "./DayStrip";
import { type Day, dayOfWork, isFinished } from "./day";
import { myDayOf } from "./my-day";
import { Peek } from "./Peek";
import { Say } from "./Say";
import { type Seat, TimeLine } from "./TimeLine";

const filling = () => import("./Filling");
const askFirst = () => import("./AskFirst");
const routeMap = () => import("./RouteMap");

/** The day as a vertical time line. `day`: another than today. */
export function Today(props: { day: string | null }) {
  const store = useStore();
  const session = store.session.value;
  const now = store.now.value;
  const people = store.people.value;
  const status = store.status.value;
  const index = store.index.value;
  const wide = useMedia("(min-width: 760px)");
  const day = props.day ?? dayOf(now);
  useTitle(props.day && props.day !== dayOf(now) ? `Visits ${shortDay(props.day)}` : "Today");
  const [chosen, setChosen] = useState<Id | null>(null);

  const old = isOld(status, now);
  const me = session.phase === "open" ? session.me : null;
  const team = me?.team ? people.team(me.team) : undefined;
  const mine = myDayOf(store, day);
  const base = team?.latitude != null && team.longitude != null ? { latitude: team.latitude, longitude: team.longitude } : null;
  const work = dayOfWork({ index, day, now, me: me?.staff ?? "", myDay: mine?.fields ?? null, base });
  const selected =
    work.stops.find((stop) => stop.visit.id === chosen) ?? work.current ?? work.stops.find((stop) => !isFinished(stop)) ?? work.stops[0] ?? null;
  useScrollToNext(work, props.day === null);
  if (!me) return null;

  const seat: Seat = {
    me: me.staff,
    people,
    now,
    wide,
    chosen: selected?.visit.id ?? null,
    choose: setChosen,
    filling: status.state === "filling",
    asOf: old ? status.since : null,
    wanted: (bundle) => store.bringFirst(bundle),
  };
  return (
    <Main class="today">
      <Say now={now} phone={team?.phone ?? null} />
      <DayHead day={work} now={now} filling={status.state === "filling" ? status.filling : null} />
      {work.stops.length === 0 ? (
        <NoVisits day={work} index={index} me={me.staff} phone={team?.phone ?? null} />
      ) : (
        <>
          <DayStrip day={work} now={now} shift={{ start: mine?.fields.shift_start ?? null, end: mine?.fields.shift_end ?? null }} />
          <div class="day">
            <section aria-labelledby="list-h">
              <h2 class="vh" id="list-h">
                Visits
              </h2>
              <TimeLine day={work} seat={seat} />
            </section>
            <div class="side">
              {status.state === "filling" && <Later load={filling} props={{ day: work, index, now }} />}
              {old && <Later load={askFirst} props={{ day: work, since: status.since, now }} />}
              {wide && selected && <Peek stop={selected} now={now} key={selected.visit.id} />}
              <Later load={routeMap} props={{ day: work, people }} />
            </div>
          </div>
        </>
      )}
    </Main>
  );
}

/** Opens scrolled to the next visit, once, where it would otherwise lie below the fold. */
function useScrollToNext(work: Day, isToday: boolean): void {
  const ready = isToday && work.current !== null;
  const [done, setDone] = useState(false);
  useLayoutEffect(() => {
    if (!ready || done) return;
    setDone(true);
    const next = document.getElementById("next-visit");
    // What the app has to say comes first: then the page stays at its top.
    if (document.querySelector("#main > .say")) return;
    if (next && next.getBoundingClientRect().bottom > innerHeight) {
      // The two visits before it stay in sight: they say what has just been.
      const from = (next.previousElementSibling?.previousElementSibling ?? next).getBoundingClientRect().top;
      scrollTo({ top: Math.max(0, scrollY + from - 64), behavior: "instant" });
    }
  }, [ready, done]);
}

function NoVisits({ day, index, me, phone }: { day: Day; index: readonly Header[]; me: Id; phone: string | null }) {
  const store = useStore();
  const now = store.now.value;
  const status = store.status.value;
  const session = store.session.value;
  if (session.phase === "open" && !readsRecords(session.me.role)) return <NoRecords />;
  const next = nextDayWithVisits(index, day.day, me, now);
  const asOf = status.since && status.state !== "filling" ? timeOf(status.since) : null;
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
