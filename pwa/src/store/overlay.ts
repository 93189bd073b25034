/**
 * What a screen shows: the server's lines with the queue laid over them, pure. The tablet never merges (DESIGN, "On the tablet"): a value of one's own
 * stands as it was written until the server's line with its ending is here; an open conflict shows all sides and none as the value (M5).
 */
import { groupOfField, touched as touchedBy } from "../api/groups";
import { groups, type Kind, parts, type Side } from "../api/kinds";
import type { Id, Kept, View } from "./contract";
import type { Item } from "./fold";
import { fieldsOf, groupOf } from "./lines";
import type { Line, Values } from "./wire";

type Draft = View & { fields: Values };

function fromLine(line: Line): Draft {
  return {
    kind: line.kind as Kind,
    id: line.id,
    patient: line.patient,
    part: line.part,
    rev: line.rev,
    fields: line.fields,
    stamps: line.stamps,
    kept: {},
    disputed: {},
    unknown: Object.keys(line.fields).filter((field) => !groupOfField(line.kind, field)),
  };
}

/** The groups that a change touches; for one on a conflict: none of the conflict's own. */
export function groupsOf(kind: string, set: Values): string[] {
  return touchedBy(kind, Object.keys(set)).map(([name]) => name);
}

/** `sending`: the ids that are on their way now. Lines of unknown kinds are left to the caller to count (M8). */
export function overlay(lines: Iterable<Line>, items: readonly Item[], sending: ReadonlySet<Id>): Map<Id, View> {
  const views = new Map<Id, Draft>();
  for (const line of lines) if (line.kind in groups) views.set(line.id, fromLine(line));
  for (const view of views.values()) if (view.kind === "conflict" && view.fields.status === "open") dispute(views, view);
  for (const item of items) {
    const { change } = item;
    if (!(change.kind in groups)) continue;
    const kept: Kept =
      item.state === "refused" ? "refused" : item.state === "answered" ? "sent" : sending.has(change.id) ? "sending" : "on-this-tablet";
    if (change.kind === "conflict") settle(views, item, kept);
    else lay(views, item, kept);
  }
  return views;
}

function own(views: Map<Id, Draft>, id: Id): Draft | undefined {
  const view = views.get(id);
  if (!view) return undefined;
  const copy = { ...view, fields: { ...view.fields }, stamps: { ...view.stamps }, kept: { ...view.kept }, disputed: { ...view.disputed } };
  views.set(id, copy);
  return copy;
}

function dispute(views: Map<Id, Draft>, conflict: Draft): void {
  const { about, group, sides, base } = conflict.fields as { about: Id; group: string; sides: Side[]; base: Values | null };
  const view = own(views, about);
  if (view) view.disputed[group] = { conflict: conflict.id, sides: sides ?? [], base: base ?? null };
}

function lay(views: Map<Id, Draft>, item: Item, kept: Kept): void {
  const { change, ending } = item;
  let view = own(views, change.record);
  if (!view) {
    // A refused creation made nothing; an edit of what has left this tablet has nothing to lie on.
    if (change.saw !== null || item.state === "refused") return;
    const { kind, record: id, patient } = change;
    view = {
      kind: kind as Kind,
      id,
      patient,
      part: change.part ?? parts[kind as Kind] ?? "core",
      rev: 0,
      fields: {},
      stamps: {},
      kept: {},
      disputed: {},
      unknown: [],
    };
    views.set(id, view);
  }
  const touched = groupsOf(change.kind, change.set);
  for (const group of touched) view.kept[group] = kept;
  if (item.state === "refused") return;
  const value = ending?.ending === "merged" && ending.result ? { ...change.set, ...ending.result } : change.set;
  for (const group of touched) {
    const fields = fieldsOf(view.kind, group);
    const was = Object.fromEntries(fields.filter((field) => field in view.fields).map((field) => [field, view.fields[field]]));
    view.stamps[group] = { at: change.made_at, by: change.author, change: change.id, ...(Object.keys(was).length > 0 && { was }) };
    if (change.clock_jumped) view.stamps[group].about = true;
  }
  Object.assign(view.fields, value);
  // In dispute, says the answer; the other sides come with the next pull.
  if (ending?.ending === "conflicted" && ending.conflict) {
    const group = groupOf(change.kind, Object.keys(change.set)) ?? touched[0];
    if (group && !view.disputed[group]) {
      const side = { change: change.id, by: change.author, at: change.made_at, value: change.set, saw: change.saw };
      view.disputed[group] = { conflict: ending.conflict, sides: [side], base: change.saw };
    }
  }
}

/** A change on a conflict: settled here, or one's own side written anew. */
function settle(views: Map<Id, Draft>, item: Item, kept: Kept): void {
  const { change } = item;
  const conflict = own(views, change.record);
  if (!conflict) return;
  conflict.kept.settlement = kept;
  const { about, group, sides } = conflict.fields as { about: Id; group: string; sides: Side[] };
  const view = own(views, about);
  if (view) view.kept[group] = kept;
  if (item.state === "refused") return;
  const value = change.set.value as Values;
  const seen = new Set((change.saw?.sides as Id[] | undefined) ?? []);
  const side: Side = { change: change.id, by: change.author, at: change.made_at, value, saw: null };
  if (change.set.side) {
    conflict.fields.sides = [...sides.filter((one) => one.by !== change.author), side];
    if (view?.disputed[group]) view.disputed[group] = { ...view.disputed[group], sides: conflict.fields.sides as Side[] };
    return;
  }
  const unseen = sides.filter((one) => !seen.has(one.change));
  if (unseen.length > 0) {
    // Somebody wrote another side meanwhile: it stays open, with what was settled as one side.
    conflict.fields.sides = [...unseen, side];
    if (view?.disputed[group]) view.disputed[group] = { ...view.disputed[group], sides: conflict.fields.sides as Side[] };
    return;
  }
  Object.assign(conflict.fields, { status: "settled", value, reason: change.set.reason, settled_by: change.author, settled_at: change.made_at });
  if (!view) return;
  delete view.disputed[group];
  Object.assign(view.fields, value);
  view.stamps[group] = { at: change.made_at, by: change.author, change: change.id };
}
