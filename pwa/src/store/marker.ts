/**
 * The marker: what outlives an eviction of the database (T6), so that a cleared tablet is not taken for a new one, and the person is told truly whether
 * something of theirs went with it. It is plain, so it holds counts, times and ids only: how much was unsent, since when, and at which visits.
 */
import type { Id, Me, Unsent } from "./contract";
import { bookkeeping, type Item } from "./fold";
import type { Ports } from "./ports";

interface Marked {
  device: Id;
  me: Me;
  /** By member of staff: what waits on this tablet now. */
  unsent?: Record<Id, Unsent>;
  /** By member of staff: what went with a cleared copy, until they say that it is written again. */
  lost?: Record<Id, Unsent>;
}

export type Marker = ReturnType<typeof marker>;

export function marker(port: Ports["marker"]) {
  function read(): Marked | null {
    try {
      return JSON.parse(port.get() ?? "null");
    } catch {
      return null;
    }
  }

  function write(marked: Marked): void {
    const text = JSON.stringify(marked);
    try {
      if (text !== port.get()) port.set(text);
    } catch {
      // Where nothing outlives the database, an eviction is said without what was lost.
    }
  }

  return {
    read,
    /** Whose this tablet is. What was noted before stays. */
    remember: (device: Id, me: Me) => write({ ...read(), device, me }),
    note(staff: Id, unsent: Unsent): void {
      const marked = read();
      if (marked) write({ ...marked, unsent: { ...marked.unsent, [staff]: unsent } });
    },
    /** The copy has gone, and what waited with it: from now on that is lost, until it is written again. */
    evicted(): void {
      const marked = read();
      if (!marked) return;
      const { unsent = {}, lost = {} } = marked;
      const waits = (one: Unsent) => one.count + (one.pictures ?? 0) > 0;
      const gone = Object.entries(unsent).filter(([, one]) => waits(one));
      const before = (staff: Id) => lost[staff];
      const joined = gone.map(([staff, one]) => [staff, both(before(staff), one)] as const);
      const kept = Object.entries(unsent).filter(([, one]) => !waits(one));
      write({ ...marked, unsent: Object.fromEntries(kept), lost: { ...lost, ...Object.fromEntries(joined) } });
    },
    lost: (staff: Id): Unsent | null => read()?.lost?.[staff] ?? null,
    writtenAgain(staff: Id): void {
      const marked = read();
      if (!marked?.lost) return;
      const { [staff]: _written, ...lost } = marked.lost;
      write({ ...marked, lost });
    },
  };
}

/** Cleared once more before it was written again. */
function both(one: Unsent | undefined, other: Unsent): Unsent {
  if (!one) return other;
  const pictures = (one.pictures ?? 0) + (other.pictures ?? 0);
  const first = (a: string | null, b: string | null) => (a && b ? (a < b ? a : b) : (a ?? b));
  return {
    count: one.count + other.count,
    ...(pictures > 0 && { pictures }),
    since: first(one.since, other.since),
    contact: first(one.contact, other.contact),
    visits: [...new Set([...one.visits, ...other.visits])],
    patients: [...new Set([...one.patients, ...other.patients])],
  };
}

export interface Waits {
  items: readonly Item[];
  /** Rows that cannot be read: lost too, wherever they belonged. */
  damaged: readonly { state: string; madeAt: string; mark?: boolean }[];
  drafts: readonly { kind: string; record: Id; patient: Id | null; values: Record<string, unknown>; at: string }[];
  /** Null while it is not known: then what was noted before holds. */
  pictures: number | null;
  contact: string | null;
  /** Of which visit a record is that stands in a bundle which is open. */
  visitOf: (bundle: Id, kind: string, record: Id) => Id | null;
}

/** What an eviction would take now. What was answered is the server's, and so is what was refused: it is kept there for its author. */
export function unsentOf({ items, damaged, drafts, pictures, contact, visitOf }: Waits, before: Unsent | null): Unsent {
  const visits = new Set<Id>();
  const patients = new Set<Id>();
  const times: string[] = [];
  const note = (kind: string, record: Id, patient: Id | null, values: Record<string, unknown>) => {
    const said = values.visit;
    const visit = kind === "visit" ? record : typeof said === "string" ? said : patient && visitOf(patient, kind, record);
    if (visit) visits.add(visit);
    else if (patient) patients.add(patient);
  };
  for (const { change, state } of items) {
    if (state !== "waiting" || bookkeeping.has(change.kind)) continue;
    note(change.kind, change.record, change.patient, { ...change.saw, ...change.set });
    times.push(change.made_at);
  }
  const broken = damaged.filter((one) => one.state === "waiting" && !one.mark);
  times.push(...broken.map((one) => one.madeAt));
  const count = times.length + drafts.length;
  for (const one of drafts) note(one.kind, one.record, one.patient, one.values);
  // A draft's time is that of its last key: what was typed first is told by what was noted then.
  const typed = drafts.length > 0 && times.length === 0 ? ((before?.count ? before.since : null) ?? drafts.map((one) => one.at).sort()[0]!) : null;
  const shots = pictures ?? before?.pictures ?? 0;
  return {
    count,
    ...(shots > 0 && { pictures: shots }),
    since: times.sort()[0] ?? typed,
    contact,
    visits: [...visits].sort(),
    patients: [...patients].sort(),
  };
}
