import { useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { Day, Visit } from "./day";
import type { Hand } from "./hand";
import { tray } from "./layout";
import { Sign } from "./Sign";
import { blockWords, clock, plural, skillWords, span, windowWords } from "./words";

/** What nobody has yet, by urgency. Each can be picked up here, by key, mouse or finger. */
export function Tray(props: { day: Day; hand: Hand | null; onSelect: (visit: Id) => void; onKey: (event: KeyboardEvent, visit: Visit) => void }) {
  const { day, hand } = props;
  const [search, setSearch] = useState("");
  const [at, setAt] = useState<Id | null>(null);
  const all = tray(day, "");
  const groups = search ? tray(day, search) : all;
  const count = all.reduce((sum, group) => sum + group.visits.length, 0);
  const flat = groups.flatMap((group) => group.visits);
  const stop = flat.some((one) => one.id === at) ? at : flat[0]?.id;
  const total = day.visits.length;
  const off = day.people.filter((one) => one.off?.startsWith("Off sick"));
  return (
    <section class="tray" aria-labelledby="trayh" data-tray>
      <header>
        <h2 id="trayh">
          Not allocated <span class="count">{count}</span>
        </h2>
        <p>
          {total === 0
            ? "There are no visits on this day."
            : count === 0
              ? `All ${plural(total, "visit")} ${total === 1 ? "has" : "have"} someone.`
              : `${total - count} of ${plural(total, "visit")} have someone.`}
          {off.length > 0 && count > 0 && ` What ${off.length === 1 ? off[0]!.name : `${off.length} people off sick`} had is here.`}
        </p>
      </header>
      {count > 8 && (
        <input
          type="search"
          class="seek"
          aria-label="Search what is not allocated"
          placeholder="Name, postcode, what for"
          autocomplete="off"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {search && flat.length === 0 && <p class="none">None of them fits “{search}”.</p>}
      {groups.map((group) => (
        <div key={group.title} class={group.urgent ? "urgent" : undefined}>
          <h3>{group.title}</h3>
          <ol>
            {group.visits.map((visit) => (
              <li key={visit.id} class={hand?.visit === visit.id ? "held" : undefined}>
                <button
                  type="button"
                  data-visit={visit.id}
                  tabIndex={visit.id === stop ? 0 : -1}
                  onClick={() => props.onSelect(visit.id)}
                  onFocus={() => setAt(visit.id)}
                  onKeyDown={(event) => {
                    if (!hand && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
                      event.preventDefault();
                      const next = flat[flat.indexOf(visit) + (event.key === "ArrowDown" ? 1 : -1)];
                      document.querySelector<HTMLElement>(`.tray [data-visit="${next?.id}"]`)?.focus();
                    } else props.onKey(event, visit);
                  }}
                >
                  <span class="vh">{`${blockWords(visit, null, 0)}${group.urgent && visit.clock ? `, ${clockWords(visit.clock, day.now)}` : ""}`}</span>
                  <Card visit={visit} urgent={group.urgent} held={hand?.visit === visit.id} now={day.now} />
                </button>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

const clockWords = (of: { by: number }, now: number | null): string =>
  now !== null && now > of.by ? `${span(now - of.by)} past its two hours` : `${span(of.by - (now ?? of.by))} left, by ${clock(of.by)}`;

function Card({ visit, urgent, held, now }: { visit: Visit; urgent: boolean; held: boolean; now: number | null }) {
  const needs = skillWords(visit.people.flat());
  if (urgent && visit.clock && !held) {
    const share = now === null ? 0 : Math.min(100, Math.max(0, (100 * (now - visit.clock.from)) / (visit.clock.by - visit.clock.from)));
    const over = now !== null && now > visit.clock.by;
    return (
      <>
        <span class="t1" aria-hidden="true">
          <b>{visit.short}</b>
          <span class="dist">{visit.area}</span>
        </span>
        <span class="t2" aria-hidden="true">
          {visit.purpose}
        </span>
        <span class="clk" aria-hidden="true">
          <Sign name="clock" />
          <b>{over ? `${span(now - visit.clock.by)} over` : now === null ? "Two hours" : `${span(visit.clock.by - now)} left`}</b>
          <span class="num">by {clock(visit.clock.by)}</span>
        </span>
        <span class="meter" aria-hidden="true">
          <span style={{ width: `${share}%` }} />
        </span>
        <span class="t3" aria-hidden="true">
          {[needs, `${visit.minutes} min`].filter(Boolean).join(", ")}
        </span>
      </>
    );
  }
  return (
    <>
      <span class="t1" aria-hidden="true">
        <b>{visit.short}</b>
        <span class="dist">
          {held ? <span class="heldw">being placed</span> : <span class="num">{visit.minutes} min</span>}
          <b>{visit.area}</b>
        </span>
      </span>
      <span class="t3" aria-hidden="true">
        {visit.window?.hard && <Sign name="lock" />}
        {[visit.purpose, visit.people.length > 1 ? `${visit.people.length} people` : "", windowWords(visit)].filter(Boolean).join(", ")}
      </span>
    </>
  );
}
