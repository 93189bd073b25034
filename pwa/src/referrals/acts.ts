/** What a decision writes, pure: each is one act of the person's, all of it or nothing (M3: a decision is one statement). */
import type { Act, Id, View } from "../store/contract";
import { type Clock, strictest } from "./clock";

type Referral = View<"referral">;

const nothing = {
  status: null,
  status_reason: null,
  team: null,
  decided_at: null,
  advice: null,
  rejection_reason: null,
  closed_at: null,
  closure_reason: null,
  joined_with: null,
};

const decision = (view: Referral, values: Record<string, unknown>): Act => ({ view, group: "status", values: { ...nothing, ...values } });

/** Whoever decides has opened it: when, unless somebody had before. */
function opened(view: Referral, me: Id, now: string): Act[] {
  return view.fields.triage_started_at ? [] : [{ view, group: "triage", values: { triaged_by: me, triage_started_at: now } }];
}

/** I look after it now. When it was first opened stays. */
export function take(view: Referral, me: Id, now: string): Act[] {
  const looks: Act = { view, group: "triage", values: { triaged_by: me, triage_started_at: view.fields.triage_started_at ?? now } };
  return (view.fields.status ?? "new") === "new" ? [looks, decision(view, { status: "triage" })] : [looks];
}

export const accept = (view: Referral, team: Id, me: Id, now: string): Act[] => [
  ...opened(view, me, now),
  decision(view, { status: "accepted", team, decided_at: now }),
];

export const decline = (view: Referral, said: { advice: string; why: string }, me: Id, now: string): Act[] => [
  ...opened(view, me, now),
  decision(view, { status: "declined", advice: said.advice.trim(), rejection_reason: said.why, decided_at: now }),
];

export function ask(view: Referral, said: { whom: string; what: string }, me: Id, now: string): Act[] {
  const question = { asked_whom: said.whom.trim(), asked_what: said.what.trim(), asked_at: now, answer: null, answered_at: null };
  const undecided = ["new", "triage"].includes(view.fields.status ?? "new");
  return [...opened(view, me, now), { view, group: "asked", values: question }, ...(undecided ? [decision(view, { status: "asked" })] : [])];
}

export function answered(view: Referral, answer: string, now: string): Act[] {
  const { asked_whom, asked_what, asked_at } = view.fields;
  return [{ view, group: "asked", values: { asked_whom, asked_what, asked_at, answer: answer.trim(), answered_at: now } }];
}

export const close = (view: Referral, why: string, now: string): Act[] => {
  const { team, decided_at } = view.fields;
  return [decision(view, { status: "closed", team, decided_at, closed_at: now, closure_reason: why })];
};

export const told = (view: Referral, at: string, by: string): Act[] => [
  { view, group: "seen", values: { told_seen_at: at, told_seen_by: by.trim() } },
];

/** A step back is a correction: it says why. */
export const takeBack = (view: Referral, why: string): Act[] => [decision(view, { status: "triage", status_reason: why.trim() })];

export function keepApart(view: Referral, from: Id, why: string): Act[] {
  return [{ view, group: "apart", values: { apart_from: [...(view.fields.apart_from ?? []), from], apart_why: why.trim() } }];
}

const clockOf = ({ fields }: Referral): Clock => ({ kind: fields.clock_type ?? "no-clock", started: fields.clock_started_at ?? null });

/** Which of two goes on: the one that came first. */
export function inOrder(one: Referral, other: Referral): [kept: Referral, joined: Referral] {
  const first = (one.fields.received_at ?? "").localeCompare(other.fields.received_at ?? "") || one.id.localeCompare(other.id);
  return first <= 0 ? [one, other] : [other, one];
}

export const clockKept = (one: Referral, other: Referral): Clock => strictest([clockOf(one), clockOf(other)]);

/** Whether two teams have each taken one of them on: which of them looks after the person is theirs to settle first. */
export function areOfTwoTeams({ fields: one }: Referral, { fields: other }: Referral): boolean {
  return one.status === "accepted" && other.status === "accepted" && one.team !== other.team;
}

/**
 * Both stay as they were written: the later one names the one that goes on, which takes over the stricter clock, what else is asked for, and that a
 * team has taken the later one on.
 */
export function join(one: Referral, other: Referral, now: string): Act[] {
  const [kept, joined] = inOrder(one, other);
  const clock = clockKept(one, other);
  const stricter = clock.kind === (joined.fields.clock_type ?? "no-clock") && clock.started === (joined.fields.clock_started_at ?? null);
  const asks = [...new Set([...(kept.fields.asks ?? []), ...(joined.fields.asks ?? [])])].sort();
  const acts: Act[] = [decision(joined, { status: "joined", joined_with: kept.id, decided_at: now, rejection_reason: "duplicate" })];
  if (stricter && (kept.fields.clock_type !== clock.kind || kept.fields.clock_started_at !== clock.started))
    acts.push({
      view: kept,
      group: "clock",
      values: { priority: joined.fields.priority ?? kept.fields.priority ?? null, clock_type: clock.kind, clock_started_at: clock.started },
    });
  if (joined.fields.status === "accepted" && kept.fields.status !== "accepted") {
    const { team, decided_at } = joined.fields;
    acts.push(decision(kept, { status: "accepted", team, decided_at }));
  }
  if (asks.length > (kept.fields.asks ?? []).length) acts.push({ view: kept, group: "asks", values: { asks } });
  return acts;
}
