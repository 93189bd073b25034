/** How a person's turn at a meeting went, as changes that are written together: put off here and not on the next list would be nowhere. Pure. */
import { dayOf } from "../lib/dates";
import type { Act, Bundle } from "../store/contract";
import { asSet, type Item, itemId, type Meeting, type Talk, talkOf } from "./meeting";

export interface Turn {
  meeting: Meeting;
  item: Item;
  talk: Talk;
  one: { bundle: Bundle };
}

const heldOn = ({ fields }: Meeting): string | null => (fields.starts_at ? dayOf(fields.starts_at) : null);

/** `why`: what the person said to it, null where nothing needs saying. */
export function stands({ meeting, item, talk }: Turn, status: string, why: string | null): Act[] {
  const acts: Act[] = [];
  if (status === "discussed") {
    // Who is here took part in it: said in the person's own record, which stays when the meeting has left the tablet.
    const attended = asSet([...(talk.fields.attended ?? []), ...(meeting.fields.attended ?? [])]);
    if (attended.join() !== asSet(talk.fields.attended ?? []).join()) acts.push({ view: talk, group: "people", values: { attended } });
    const held = heldOn(meeting);
    if (held && item.fields.held_on !== held) acts.push({ view: item, group: "held", values: { held_on: held } });
  }
  acts.push({ view: item, group: "status", values: { status } });
  // Why is a word of the meeting, and stands with the others. A state that needs no reason has none left over from the one before.
  if ((talk.fields.outcome_reason ?? null) !== why) acts.push({ view: talk, group: "outcome", values: { outcome_reason: why } });
  return acts;
}

/** On the list of a later meeting, at `position` where they were not on it yet, with the same question where nobody asked another there. */
export function listedAt({ talk, one: { bundle } }: Turn, next: Meeting, position: number): Act[] {
  const acts: Act[] = [];
  const listed = bundle.one("meeting_item", itemId(next.id, bundle.id));
  if (listed) acts.push({ view: listed, group: "status", values: { status: "listed" } });
  else {
    const fields = { meeting: next.id, team: next.fields.team ?? null, held_on: heldOn(next), position, status: "listed" };
    acts.push({ create: "meeting_item", patient: bundle.id, fields });
  }
  const there = talkOf(next.id, bundle);
  const { question = null, asked_by = null } = talk.fields;
  if (question && !there.fields.question) acts.push({ view: there, group: "asked", values: { question, asked_by } });
  if (there.fields.outcome_reason) acts.push({ view: there, group: "outcome", values: { outcome_reason: null } });
  return acts;
}
