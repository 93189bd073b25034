import "./alone.scss";
import { useState } from "preact/hooks";
import { path } from "../routes";
import { useStore } from "../store/use-store";
import { Icon } from "../ui";
import { aboutMe, calls, inOrder, tellsEnd } from "./alarms";
import { Called } from "./Called";
import { Ended } from "./Ended";
import { OwnAlarm } from "./OwnAlarm";
import { OwnClock } from "./OwnClock";
import { overdue } from "./own";
import { headline } from "./words";

/** Above every screen: who is missed, and whether one is missed oneself. In full on Today and Team; elsewhere one line, so that a visit goes on. */
export default function Alone() {
  const store = useStore();
  const session = store.session.value;
  const [closed, setClosed] = useState<readonly string[]>([]);
  if (session.phase !== "open") return null;
  const me = session.me.staff;
  const now = store.now.value;
  const alarms = store.mine.value?.all("alarm") ?? [];
  const called = inOrder(alarms.filter((one) => calls(one, me)));
  const ended = alarms.filter((one) => tellsEnd(one, me, now) && !closed.includes(one.id));
  const over = overdue(store.index.value, me, now);
  const own = aboutMe(alarms, me).filter(({ fields }) => fields.cause !== "overdue");
  if (called.length + ended.length + over.length + own.length === 0) return null;
  const nameOf = (id: string) => (id === me ? "You" : (store.people.value.staff(id)?.name ?? "A colleague"));
  const lines = [
    ...over.map((one) => ({ key: one.visit.id, text: `You should have left ${one.header.name}: still all right?` })),
    ...own.map((one) => ({ key: one.id, text: "Your colleagues ask for you" })),
    ...called.map((one) => ({ key: one.id, text: headline(one.fields, nameOf(one.fields.about ?? "")) })),
  ];
  // Read out when it appears, and when one more does; the cards themselves are not read anew at each tick of the clock.
  const aloud = (
    <p class="vh" role="alert">
      {lines.map(({ text }) => text).join(". ")}
    </p>
  );
  const onTeam = path.value === "/team";
  if (!/^\/(today\/?|team)?$/.test(path.value))
    return lines.length === 0 ? null : (
      <section class="alone lines" aria-label="Working alone">
        {aloud}
        {lines.map((line) => (
          <a key={line.key} href="/today">
            <Icon name="warn" />
            <span>{line.text}</span>
            <Icon name="right" />
          </a>
        ))}
      </section>
    );
  return (
    <section class="alone" aria-label="Working alone">
      {aloud}
      {over.map((one) => (
        <OwnClock key={one.visit.id} over={one} me={me} alarms={alarms} nameOf={nameOf} now={now} />
      ))}
      {own.map((one) => (
        <OwnAlarm key={one.id} alarm={one} nameOf={nameOf} now={now} />
      ))}
      {!onTeam && called.map((one) => <Called key={one.id} alarm={one} me={me} nameOf={nameOf} now={now} />)}
      {ended.map((one) => (
        <Ended key={one.id} alarm={one} nameOf={nameOf} onClose={() => setClosed([...closed, one.id])} />
      ))}
    </section>
  );
}
