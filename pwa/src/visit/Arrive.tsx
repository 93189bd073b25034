import { useState } from "preact/hooks";
import { AskForACall } from "../alone/AskForACall";
import { timeOf } from "../lib/dates";
import { phoneHref } from "../patient/text";
import { Button, By, Icon, KeptWord, LinkButton } from "../ui";
import { type Clock, clock, leaveByOf, quarterMore } from "./clock";
import { NoVisit } from "./NoVisit";
import { Section } from "./Section";
import type { AtVisit } from "./Visit";

export function Arrive({ at }: { at: AtVisit }) {
  const { one, visit, attendance, me } = at;
  const { store, bundle, say } = one;
  const [noVisit, setNoVisit] = useState(false);
  const now = store.now.value;
  const c = clock(attendance?.fields, visit.fields, now);
  const arrive = async () => {
    const arrived_at = store.now.value.toISOString();
    const leave_by = leaveByOf({ arrived_at }, visit.fields);
    if (attendance) await store.change(attendance, "arrival", { arrived_at });
    else await store.create("attendance", bundle.id, { visit: visit.id, staff: me, arrived_at, leave_by });
  };
  const others = bundle.all("attendance").filter((a) => a.fields.visit === visit.id && a.fields.staff !== me && a.fields.arrived_at);
  const kept = attendance?.kept.arrival ?? (attendance ? "sent" : null);
  const title = attendance?.fields.arrived_at ? `Arrived ${timeOf(attendance.fields.arrived_at)}` : "Arrive";
  return (
    <Section id="arrive" title={title} aside={<KeptWord kept={kept} />}>
      {c.state === "not-arrived" && (
        <>
          <div class="acts">
            <Button icon="door" onClick={() => void arrive()}>
              I have arrived
            </Button>
            <Button look="second" expanded={noVisit} onClick={() => setNoVisit(!noVisit)}>
              No visit, because…
            </Button>
          </div>
          {noVisit && <NoVisit at={at} onClose={() => setNoVisit(false)} />}
        </>
      )}
      {(c.state === "running" || c.state === "over" || c.state === "overdue") && <Running at={at} c={c} now={now} />}
      {c.state === "left" && <p>Left {timeOf(c.at)}.</p>}
      {others.map((a) => (
        <p key={a.id} class="colleague">
          <Icon name="people" />
          <By signature={say.people.signature(a.fields.staff ?? "")} now={say.now}>
            {a.fields.left_at
              ? `, here ${timeOf(a.fields.arrived_at ?? "")} to ${timeOf(a.fields.left_at)}`
              : `, here since ${timeOf(a.fields.arrived_at ?? "")}`}
          </By>
        </p>
      ))}
    </Section>
  );
}

const round = 2 * Math.PI * 41;

function Running({ at, c, now }: { at: AtVisit; c: Extract<Clock, { leaveBy: string }>; now: Date }) {
  const { one, attendance } = at;
  const { store } = one;
  const [help, setHelp] = useState(false);
  const lead = useLead(at);
  const state = store.status.value.state;
  const alone = state === "offline" || state === "stale" || (attendance && attendance.kept.arrival === "on-this-tablet");
  const more = async () => {
    if (attendance) await store.change(attendance, "expected", { leave_by: quarterMore(c.leaveBy, store.now.value) });
  };
  const left = c.state === "running";
  const share = left ? 1 - c.share : 0;
  return (
    <>
      <div class="arrive">
        <div class={left ? "ring" : "ring over"}>
          <svg viewBox="0 0 92 92" aria-hidden="true">
            <circle class="track" cx="46" cy="46" r="41" />
            {share > 0 && (
              <circle
                class="rest"
                cx="46"
                cy="46"
                r="41"
                stroke-dasharray={`${(share * round).toFixed(1)} ${round.toFixed(1)}`}
                transform="rotate(-90 46 46)"
              />
            )}
          </svg>
          <span role="timer" aria-label={left ? `${c.minutesLeft} minutes left` : `${c.minutesOver} minutes over`}>
            <b class="num">{left ? c.minutesLeft : c.minutesOver}</b>
            {left ? "min left" : "min over"}
          </span>
        </div>
        <div>
          <p>
            Planned to leave by <b class="num">{timeOf(c.leaveBy)}</b>.{" "}
            {c.state === "overdue" ? (
              <b>Say that you are safe: leave, or take 15 minutes more.</b>
            ) : c.state === "over" ? (
              "Still here? Take 15 minutes more, so that nobody worries."
            ) : null}
          </p>
          <p class="by">
            {lead?.name ? `${lead.name} leads your team. ` : ""}
            {alone
              ? `No coverage here: nobody has seen this clock since ${timeOf(store.status.value.since ?? now)}. Ring if you need anyone.`
              : "Your arrival and this time are sent to the team."}
          </p>
        </div>
        <div class="two">
          <Button look="second" onClick={() => void more()}>
            15 min more
          </Button>
          <Button look="second" class="help" icon="phone" expanded={help} onClick={() => setHelp(!help)}>
            I need help
          </Button>
        </div>
      </div>
      {help && (
        <div class="acts helpers">
          <AskForACall visit={at.visit.id} now={now} />
          {lead?.phone && <LinkButton href={phoneHref(lead.phone)} icon="phone">{`Ring ${lead.name}, ${lead.phone}`}</LinkButton>}
          <LinkButton look="second" class="help" href="tel:999" icon="phone">
            Ring 999
          </LinkButton>
        </div>
      )}
    </>
  );
}

/** The lead of the team that plans this visit, or of one's own. */
export function useLead(at: AtVisit): { name: string; phone: string | null } | null {
  const { people } = at.one.say;
  const team = people.team(at.visit.fields.team ?? at.one.me?.team ?? "");
  const lead = team?.lead ? people.staff(team.lead) : undefined;
  if (!team) return null;
  return { name: lead?.name ?? team.name ?? "Your team", phone: lead?.phone ?? team.phone ?? null };
}
