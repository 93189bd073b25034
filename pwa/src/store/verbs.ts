/** What a person may do to the record, as changes for the queue. Everything here ends in `queue.add`: one flushed transaction, or a clear error. */
import { touched } from "../api/groups";
import { type Fields, type Kind, parts } from "../api/kinds";
import { derived } from "../lib/ids";
import type { Act, Bundle, Id, Me, View, Waiting } from "./contract";
import { DiskFull } from "./database";
import { bookkeeping, dependents, type Item, type Wanted } from "./fold";
import { fieldsOf, normal, same, valuesOf } from "./lines";
import type { Queue } from "./queue";
import type { Change, Values } from "./wire";

export interface Verbing {
  me: Me;
  queue: Queue;
  newId: () => Id;
  now: () => string;
  /** The bundle as it is shown now, where it is open. */
  shown: (bundle: Id) => Bundle | null;
  /** The same, opened first where it is on this tablet. */
  opened: (bundle: Id) => Promise<Bundle | null>;
}

export const mineOf = (staff: Id) => derived("mine", staff);
export const peopleOfPlace = (place: Id) => derived("people", place);
export const formsOfPlace = (place: Id) => derived("forms", place);

const own: readonly string[] = ["my_day", "alarm", "read_mark", "refusal"];
const ofPlace: readonly string[] = ["organisation", "practice", "team", "staff", "meeting"];

export type Verbs = ReturnType<typeof verbs>;
type Seen = Wanted & { sawAt?: string | null };

export function verbs({ me, queue, newId, now, shown, opened }: Verbing) {
  function bundleOf(kind: string, patient: Id | null): Id {
    if (own.includes(kind)) return mineOf(me.staff);
    if (ofPlace.includes(kind)) return peopleOfPlace(me.place);
    if (kind === "questionnaire") return formsOfPlace(me.place);
    if (!patient) throw new Error(`${kind} belongs to a patient`);
    return patient;
  }

  /** The id of what there can be only one of (R1); a new one for all else. */
  function idFor(kind: Kind, patient: Id | null, fields: Values): Id {
    const given = (name: string) => String(fields[name]);
    switch (kind) {
      case "patient":
        return patient ?? newId();
      case "care_plan":
      case "about_me":
        return derived(kind, patient!);
      case "attendance":
        return derived(kind, given("visit"), given("staff"));
      case "assessment":
        // A joint one is the n-th of its questionnaire; any other is the one of its visit.
        return typeof fields.ordinal === "number"
          ? derived(kind, patient!, given("questionnaire"), given("ordinal"))
          : derived(kind, given("visit"), given("questionnaire"));
      case "meeting_item":
        return derived(kind, given("meeting"), patient!);
      case "questionnaire":
        return derived(kind, me.place, given("url"), given("version"));
      case "my_day":
        return derived(kind, me.staff, given("day"));
      case "read_mark":
        return derived(kind, me.staff, given("about"));
      default:
        return newId();
    }
  }

  function blank<K extends Kind>(kind: K, patient: Id | null, fields: Fields[K], given: { id?: Id; part?: string } = {}): View<K> {
    const id = given.id ?? idFor(kind, patient, fields as Values);
    const part = given.part ?? parts[kind];
    const of = [...own, ...ofPlace, "questionnaire"].includes(kind) ? null : (patient ?? id);
    return { kind, id, patient: of, part, rev: 0, fields, stamps: {}, kept: {}, disputed: {}, unknown: [] };
  }

  function creation(view: View, more: Values): Wanted {
    const set = Object.fromEntries(Object.entries({ ...view.fields, ...more }).filter(([, value]) => value !== null && value !== undefined));
    const { kind, id: record, patient } = view;
    const part = view.part === parts[kind] ? {} : { part: view.part };
    return { kind, record, patient, bundle: bundleOf(kind, patient), group: null, saw: null, set: normal(set) as Values, ...part };
  }

  function exists(view: View): boolean {
    if (view.rev > 0) return true;
    if (queue.items.value.some(({ change, state }) => change.record === view.id && change.saw === null && state !== "refused")) return true;
    return shown(bundleOf(view.kind, view.patient))?.one(view.kind, view.id) !== undefined;
  }

  /** Conflicts about a group, whether open or just settled here: a change of the one may follow a change of the other (M2). */
  function conflictsAbout(bundle: Id, record: Id, group: string): { record: Id; fields: null }[] {
    const all = shown(bundle)?.all("conflict") ?? [];
    return all.filter(({ fields }) => fields.about === record && fields.group === group).map(({ id }) => ({ record: id, fields: null }));
  }

  function wantedFor(view: View, group: string, saw: Values, values: Values, asRead = false): Wanted {
    if (!exists(view)) return creation(view, values);
    const { kind, id: record, patient } = view;
    const bundle = bundleOf(kind, patient);
    const set = normal({ ...saw, ...values }) as Values;
    const open = view.disputed[group];
    if (open && shown(bundle)?.one("conflict", open.conflict)) {
      const sides = open.sides.map((side) => side.change).sort();
      const related = [{ record, fields: fieldsOf(kind, group) }];
      return {
        kind: "conflict",
        record: open.conflict,
        patient,
        bundle,
        group: "settlement",
        saw: { sides },
        set: { value: set, reason: null, side: true },
        related,
      };
    }
    return { kind, record, patient, bundle, group, saw: normal(saw) as Values, set, related: conflictsAbout(bundle, record, group), asRead };
  }

  async function write(view: View, group: string, saw: Values, sawAt: string | null, set: Values, drafts: string[] = []): Promise<Id | null> {
    // Typed into what does not exist yet and taken out again: its drafts go, and nothing is made of them.
    if (!exists(view) && same(normal(saw), normal({ ...saw, ...set }))) {
      await queue.add([], { drafts });
      return null;
    }
    const joined = drafts.length === 0 && view.stamps[group]?.joined === true && same(saw, set);
    const [id] = await queue.add([{ ...wantedFor(view, group, saw, set, joined), sawAt }], { drafts });
    return id ?? null;
  }

  async function change(view: View, group: string, values: Values): Promise<Id> {
    const id = await write(view, group, valuesOf(view.kind, group, view.fields as Values), view.stamps[group]?.at ?? null, values);
    return id ?? view.stamps[group]?.change ?? view.id;
  }

  /** What is here already is not created again: what differs in it is changed, group by group. */
  async function create<K extends Kind>(kind: K, patient: Id | null, fields: Fields[K], given: { id?: Id; part?: string } = {}): Promise<Id> {
    const view = blank(kind, patient, fields, given) as View;
    await queue.add(await toMake(view));
    return view.id;
  }

  async function toMake(view: View): Promise<Seen[]> {
    const { kind, fields } = view;
    const bundle = await opened(bundleOf(kind, view.patient));
    const here = bundle?.one(kind, view.id);
    if (!here) return [creation(view, {})];
    const stands = (group: string) => Object.values(valuesOf(kind, group, here.fields as Values)).some((value) => value !== null);
    return touched(kind, Object.keys(fields))
      .filter(([name, group]) => group.policy !== "once" || !stands(name))
      .map(([name]) => toChange(here, name, pick(fields as Values, fieldsOf(kind, name))));
  }

  const toChange = (view: View, group: string, values: Values): Seen => ({
    ...wantedFor(view, group, valuesOf(view.kind, group, view.fields as Values), values),
    sawAt: view.stamps[group]?.at ?? null,
  });

  async function together(acts: readonly Act[]): Promise<void> {
    const wanted = await Promise.all(
      acts.map((act) =>
        "create" in act ? toMake(blank(act.create, act.patient, act.fields as Fields[Kind])) : [toChange(act.view, act.group, act.values as Values)],
      ),
    );
    await queue.add(wanted.flat());
  }

  /** One change settles a dispute: on the conflict, with the sides as they were shown (M5). */
  async function settle(conflict: View<"conflict">, value: Values, reason: string): Promise<Id> {
    const { about, about_kind, group, sides } = conflict.fields;
    const fields = fieldsOf(about_kind!, group!);
    const whole = Object.fromEntries(fields.map((field) => [field, value[field] ?? null]));
    const wanted: Wanted = {
      kind: "conflict",
      record: conflict.id,
      patient: conflict.patient,
      bundle: conflict.patient!,
      group: "settlement",
      saw: { sides: (sides ?? []).map((side) => side.change).sort() },
      set: { value: normal(whole), reason: normal(reason) },
      related: [{ record: about!, fields }],
    };
    const latest =
      (sides ?? [])
        .map((side) => side.at)
        .sort()
        .at(-1) ?? null;
    const [id] = await queue.add([{ ...wanted, sawAt: latest }]);
    return id ?? conflict.id;
  }

  /** The refused change: from the queue, or, where another tablet sent it, from the list of refusals. */
  function refused(id: Id): { change: Change; items: Item[] } | null {
    const items = queue.items.value;
    const item = items.find((one) => one.change.id === id && one.state === "refused");
    if (item) return { change: item.change, items: [item, ...dependents(items, id).filter((one) => one.state === "refused")] };
    const refusal = shown(mineOf(me.staff))?.one("refusal", derived("refusal", id));
    return refusal?.fields.body ? { change: refusal.fields.body as unknown as Change, items: [] } : null;
  }

  function dealt(id: Id, how: string, reason: string | null): Wanted & { sawAt: string | null } {
    const record = derived("refusal", id);
    const view = shown(mineOf(me.staff))?.one("refusal", record);
    const saw = valuesOf("refusal", "dealt", (view?.fields ?? {}) as Values);
    const set = { dealt_how: how, dealt_reason: reason, dealt_at: now() };
    return { kind: "refusal", record, patient: null, bundle: mineOf(me.staff), group: "dealt", saw, set, sawAt: view?.stamps.dealt?.at ?? null };
  }

  async function letGo(id: Id, reason: string): Promise<void> {
    if (queue.damaged.value.some((one) => one.id === id)) return queue.known(id);
    const found = refused(id);
    if (!found) return;
    const ids = found.items.length > 0 ? found.items.map((item) => item.change.id) : [id];
    // That a list of refusals could not be marked is no matter for another mark in it.
    // What a lead dealt with already stays as they said it: its author has only read it.
    const open = ids.filter((one) => !shown(mineOf(me.staff))?.one("refusal", derived("refusal", one))?.fields.dealt_how);
    const marks = found.change.kind === "refusal" ? [] : open.map((one) => dealt(one, "let-go", normal(reason) as string));
    await queue.add(marks, { rows: found.items.map((item) => item.seq) });
  }

  /** A second try is a new change that names the first (M6); what was made on top of the refused one goes with it. */
  async function tryAgain(id: Id, values?: Values): Promise<Id> {
    const found = refused(id);
    if (!found) throw new Error("This change is not among the refused.");
    const { kind, record, patient, bundle, saw, set, part } = found.change;
    const later = found.items.slice(1).filter((item) => item.change.record === record && item.change.kind === kind);
    const all = Object.assign({}, set, ...later.map((item) => item.change.set), values && normal(values)) as Values;
    const wanted: Wanted = { kind, record, patient, bundle, group: saw ? "again" : null, saw, set: all, retries: id, ...(part && { part }) };
    const marks = [id, ...later.map((item) => item.change.id)].map((one) => dealt(one, "done-again", null));
    // What was built on it elsewhere (a settlement on an edit) keeps its row: it is tried again, or let go, by itself.
    const rows = found.items.filter((item) => item.change.id === id || later.includes(item)).map((item) => item.seq);
    const [made] = await queue.add([wanted, ...marks], { rows });
    return made!;
  }

  async function markRead(patient: Id): Promise<void> {
    // What is on the screen when one leaves it. What arrives later is new to one, whenever it was made.
    // A mark that finds no room is no loss: what was read stays "new" a little longer.
    await create("read_mark", null, { about: patient, looked_at: now(), looked_rev: shown(patient)?.rev ?? null }).catch((error) => {
      if (!(error instanceof DiskFull)) throw error;
    });
  }

  return { blank, write, change, create, together, settle, letGo, tryAgain, markRead };
}

function pick(values: Values, fields: readonly string[]): Values {
  return Object.fromEntries(fields.filter((field) => field in values).map((field) => [field, values[field]]));
}

/** The queue as "What waits" shows it, and refusals that another tablet left. */
export function waitingList(items: readonly Item[], tries: Queue["tries"], sending: ReadonlySet<Id>, mine: Bundle | null): Waiting[] {
  const list = items.map((item): Waiting => {
    const { change, called, ending, state } = item;
    const mineTries = tries.filter((one) => one.from <= item.seq && item.seq <= one.upTo);
    return {
      id: change.id,
      bookkeeping: bookkeeping.has(change.kind),
      kind: change.kind as Kind,
      record: change.record,
      patient: change.patient,
      called,
      madeAt: change.made_at,
      state: state === "waiting" ? (sending.has(change.id) ? "sending" : "waiting") : ending?.ending === "conflicted" ? "conflicted" : state,
      tries: mineTries.reduce((sum, one) => sum + one.times, 0),
      lastTry:
        mineTries
          .map((one) => one.last)
          .sort()
          .at(-1) ?? null,
      saw: change.saw,
      set: change.set,
      refusal:
        ending?.ending === "refused"
          ? { reason: ending.reason, message: ending.message, fields: ending.fields ?? {}, at: ending.answered_at ?? change.made_at }
          : null,
      dependents: dependents(items, change.id).map((one) => one.change.id),
      bytes: item.bytes,
    };
  });
  const here = new Set(items.map((item) => item.change.id));
  for (const { fields } of mine?.all("refusal") ?? []) {
    const body = fields.body as unknown as Change | null | undefined;
    if (!fields.change || !body || fields.dealt_how || here.has(fields.change)) continue;
    const { kind, record, patient, made_at, saw, set } = body;
    const refusal = { reason: fields.reason ?? "", message: fields.message ?? "", fields: {}, at: fields.refused_at ?? made_at };
    list.push({
      id: fields.change,
      bookkeeping: bookkeeping.has(kind),
      kind: kind as Kind,
      record,
      patient,
      called: null,
      madeAt: made_at,
      state: "refused",
      tries: 1,
      lastTry: refusal.at,
      saw,
      set,
      refusal,
      dependents: [],
      bytes: 0,
    });
  }
  return list;
}
