import "./today.scss";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { dayOf, shortDay } from "../lib/dates";
import { isOld } from "../lib/status-words";
import { useMedia } from "../lib/use-media";
import type { Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { Main, useTitle } from "../ui";
import { Later } from "../ui/Later";
import { DayHead } from "./DayHead";
import { DayStrip } from "./DayStrip";
import { allTheSame, type Day, dayOfWork, isFinished, opensAt } from "./day";
import { myDayOf } from "./my-day";
import { Peek } from "./Peek";
import { Say } from "./Say";
import { type Seat, TimeLine } from "./TimeLine";

const present = () => import("./Present");
const filling = () => import("./Filling");
const askFirst = () => import("./AskFirst");
const noVisits = () => import("./NoVisits");
const beside = () => import("./Beside");
const routeMap = () => import("./RouteMap");
const changes = () => import("./DayChanges");

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
  const came = me?.role === "lead" || me?.role === "coordinator" ? allTheSame(index, day) : [];
  useScrollToNext(work, props.day === null, came.length > 0);
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
      {came.length > 0 && <Later load={present} props={{ list: came, people }} />}
      <DayHead day={work} now={now} filling={status.state === "filling" ? status.filling : null} />
      {work.stops.length === 0 ? (
        <Later load={noVisits} props={{ day: work, index, me: me.staff, phone: team?.phone ?? null }} waiting={<div class="day empty" />} />
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
              <Later load={beside} props={{ day }} />
              <Later load={routeMap} props={{ day: work, people }} />
            </div>
          </div>
        </>
      )}
      <Later load={changes} props={{ day, index, me: me.staff, people }} />
    </Main>
  );
}

/** Opens scrolled to the next visit, once, where it would otherwise lie below the fold. */
function useScrollToNext(work: Day, isToday: boolean, hasNews: boolean): void {
  const ready = isToday && work.current !== null;
  const done = useRef(false);
  useLayoutEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    const next = document.getElementById("next-visit");
    if (!next) return;
    const first = next.previousElementSibling?.previousElementSibling ?? next;
    const top = opensAt({
      hasNews: hasNews || document.querySelector("#main > .say, .raised") !== null, // some of it is still on its way
      nextEnds: next.getBoundingClientRect().bottom,
      screen: innerHeight,
      fromTop: scrollY + first.getBoundingClientRect().top,
    });
    if (top !== null) scrollTo({ top, behavior: "instant" });
  }, [ready, hasNews]);
}
