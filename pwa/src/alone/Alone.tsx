import "./alone.scss";
import { useEffect, useRef, useState } from "preact/hooks";
import { path } from "../routes";
import type { Id, Store } from "../store/contract";
import { useStore } from "../store/use-store";
import { Icon } from "../ui";
import { type AlarmView, aboutMe, calls, inOrder, tellsEnd } from "./alarms";
import { Called } from "./Called";
import { Ended } from "./Ended";
import { OwnAlarm } from "./OwnAlarm";
import { OwnClock } from "./OwnClock";
import { overdue } from "./own";
import { headline } from "./words";

const nobody: readonly AlarmView[] = [];

/** All that concerns one person now: their own clock, what others were told of them, who is missed, what has just ended. */
function whatStands(store: Store, me: Id) {
  const now = store.now.value;
  const alarms = store.mine.value?.all("alarm") ?? nobody;
  const nameOf = (id: Id) => (id === me ? "You" : (store.people.value.staff(id)?.name ?? "A colleague"));
  const over = overdue(store.index.value, me, now);
  const own = aboutMe(alarms, me);
  const called = inOrder(alarms.filter((one) => calls(one, me)));
  const lines = [
    ...over.map((one) => ({ key: one.visit.id, text: `You should have left ${one.header.name}: still all right?` })),
    ...own.map((one) => ({ key: one.id, text: "Your colleagues ask for you" })),
    ...called.map((one) => ({ key: one.id, text: headline(one.fields, nameOf(one.fields.about ?? ""), now) })),
  ];
  return { now, alarms, nameOf, over, own, called, lines, ended: alarms.filter((one) => tellsEnd(one, me, now)) };
}

/** Above every screen: who is missed, and whether one is missed oneself. In full on Today and Team; elsewhere one line, so that a visit goes on. */
export default function Alone() {
  const session = useStore().session.value;
  return session.phase === "open" ? <Open me={session.me.staff} /> : null;
}

function Open({ me }: { me: Id }) {
  const { now, alarms, nameOf, over, own, called, lines, ended } = whatStands(useStore(), me);
  const [closed, setClosed] = useState<readonly Id[]>([]);
  const onTeam = path.value === "/team";
  const inFull = onTeam || /^\/(today\/?)?$/.test(path.value);
  useInSight(inFull ? lines.map(({ key }) => key) : []);
  // Read out when it appears, and when one more does; the cards themselves are not read anew at each tick of the clock.
  const aloud = (
    <p class="vh" role="alert">
      {lines.map(({ text }) => text).join(". ")}
    </p>
  );
  const told = ended.filter((one) => !closed.includes(one.id));
  if (lines.length + (inFull ? told.length : 0) === 0) return null;
  if (!inFull)
    return (
      <section class="working-alone lines" aria-label="Working alone">
        {aloud}
        <a href="/today">
          <Icon name="warn" />
          <span>
            {lines[0]?.text}
            {lines.length > 1 && `, and ${lines.length - 1} more`}
          </span>
          <Icon name="right" />
        </a>
      </section>
    );
  return (
    <section class="working-alone" aria-label="Working alone">
      {aloud}
      {over.map((one) => (
        <OwnClock key={one.visit.id} over={one} me={me} alarms={alarms} nameOf={nameOf} now={now} />
      ))}
      {own.map((one) => (
        <OwnAlarm key={one.id} alarm={one} nameOf={nameOf} now={now} />
      ))}
      {!onTeam && called.map((one) => <Called key={one.id} alarm={one} me={me} nameOf={nameOf} now={now} />)}
      {told.map((one) => (
        <Ended key={one.id} alarm={one} nameOf={nameOf} now={now} onClose={() => setClosed([...closed, one.id])} />
      ))}
    </section>
  );
}

/** The one thing for which a page moves by itself: somebody is missed since just now, and it would stand above what is in sight. */
function useInSight(keys: readonly string[]): void {
  const seen = useRef<ReadonlySet<string>>(new Set());
  const all = keys.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys as text: the same ones are no news
  useEffect(() => {
    if (keys.some((key) => !seen.current.has(key))) scrollTo({ top: 0, behavior: "instant" });
    seen.current = new Set(keys);
  }, [all]);
}
