import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Route } from "../routes";
import { Face } from "./By";
import { Icon } from "./Icon";
import { Mark } from "./Mark";

/** A link of the rail, or a screen that has none there. */
export type Place = Route["name"] | null;

/** Rail (or bar at the bottom), the status line, and the page. A page brings its own `Main`, below a banner and tabs where it has them. */
export function Shell(props: {
  place: Place;
  toSettle: number;
  /** Patients' records are one's to read: not for managers, administrators and the privacy officer, who have no day of visits either. */
  reads?: boolean;
  /** What people say is for one's team too: for all but administrators, the privacy officer and volunteers. */
  hears?: boolean;
  /** Team meetings are one's to plan, and referrals to take on. */
  meets?: boolean;
  /** The team's day is one's to allocate. */
  leads?: boolean;
  /** All teams of the place are one's to allocate for, in numbers. */
  allots?: boolean;
  /** Forms are one's to publish. */
  publishes?: boolean;
  who: string;
  status: { tone: "fine" | "offline" | "sending" | "act"; text: string };
  waitingHref: string;
  accountHref: string;
  onLock: () => void;
  children: ComponentChildren;
}) {
  const current = (place: Place) => (props.place === place ? "page" : undefined);
  // A lead's and a coordinator's links are too many for the bar of a phone: those that can wait come with More, and go with the next page.
  const [more, setMore] = useState<Place | false>(false);
  const isOpen = more !== false && more === props.place;
  const rest = props.meets ? "rest" : undefined;
  return (
    <div class="app">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <nav class={isOpen ? "rail all" : "rail"} aria-label="Main">
        <span class="mark">
          <Mark />
        </span>
        {props.reads !== false && (
          <>
            <a href="/today" aria-current={current("today")}>
              <Icon name="today" />
              Today
            </a>
            <a href="/patients" aria-current={current("patients")}>
              <Icon name="people" />
              Patients
            </a>
          </>
        )}
        {props.meets && (
          <a class={rest} href="/referrals" aria-current={current("referrals")}>
            <Icon name="inbox" />
            Referrals
          </a>
        )}
        {props.leads && (
          <>
            <a class="rest" href="/board" aria-current={current("board")}>
              <Icon name="board" />
              Board
            </a>
            <a class="rest" href="/weeks" aria-current={current("weeks")}>
              <Icon name="weeks" />
              Weeks
            </a>
            <a href="/team" aria-current={current("team")}>
              <Icon name="shield" />
              Team
            </a>
          </>
        )}
        {props.reads !== false && (
          <a href="/settle" aria-current={current("settle")}>
            <Icon name="settle" />
            To settle
            {props.toSettle > 0 && (
              <span class="badge">
                <span class="vh">, </span>
                {props.toSettle}
              </span>
            )}
          </a>
        )}
        {props.meets && (
          <a class={rest} href="/meetings" aria-current={current("meetings")}>
            <Icon name="meet" />
            Meetings
          </a>
        )}
        {props.hears && (
          <a class={rest} href="/voice" aria-current={current("voice")}>
            <Icon name="speak" />
            People say
          </a>
        )}
        {(props.meets || props.allots) && (
          <a class={rest} href="/reports" aria-current={current("reports")}>
            <Icon name="counts" />
            Reports
          </a>
        )}
        {props.allots && (
          <a href="/board" aria-current={current("board")}>
            <Icon name="board" />
            All teams
          </a>
        )}
        {props.publishes && !props.allots && (
          <a href="/weeks" aria-current={current("weeks")}>
            <Icon name="weeks" />
            Holidays
          </a>
        )}
        {props.publishes && (
          <a href="/forms" aria-current={current("forms")}>
            <Icon name="form" />
            Forms
          </a>
        )}
        {props.meets && (
          <button type="button" class="more" aria-expanded={isOpen} onClick={() => setMore(isOpen ? false : props.place)}>
            <Icon name="more" />
            {isOpen ? "Less" : "More"}
          </button>
        )}
        <button type="button" class="foot" onClick={props.onLock}>
          <Icon name="lock" />
          Lock
        </button>
      </nav>
      <section class={`status ${props.status.tone}`} aria-label="Where your work is">
        <a href={props.waitingHref}>
          <span class="dot" aria-hidden="true" />
          <span role="status">{props.status.text}</span>
          <Icon name="right" />
          <span class="vh">: see what waits</span>
        </a>
        <a class="who" href={props.accountHref}>
          <span>{props.who}</span>
          <Face name={props.who.split(",")[0] ?? ""} />
        </a>
      </section>
      <div class="body">{props.children}</div>
    </div>
  );
}

/** The page itself. `pad: false` where a screen draws to the edges. */
export function Main(props: { class?: string; children: ComponentChildren }) {
  return (
    <main class={props.class ? `main ${props.class}` : "main"} id="main" tabIndex={-1}>
      {props.children}
    </main>
  );
}
