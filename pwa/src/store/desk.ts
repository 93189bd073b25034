/** All that is open while one person's key is in memory: made at unlock, gone at lock. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Client } from "../api/client";
import { groups, type Kind, schema, writers } from "../api/kinds";
import { bundleView, itemsOf, peopleOf } from "./bundle-view";
import type { Clock } from "./clock";
import type { Bundle, Called, Header, Id, Me, People, Status, Unreadable, Unsent, View, Waiting } from "./contract";
import type { Database, Found } from "./database";
import { edits } from "./edits";
import { blankHeader, withChanges } from "./headers";
import { unsentOf } from "./marker";
import type { Ports } from "./ports";
import { queue as makeQueue } from "./queue";
import { shelf as makeShelf } from "./shelf";
import { measure, type Room } from "./space";
import { statusOf } from "./status";
import type { SyncLock } from "./sync-lock";
import { syncer as makeSyncer } from "./syncer";
import type { Vault } from "./vault";
import { formsOfPlace, mineOf, peopleOfPlace, verbs, waitingList } from "./verbs";
import type { Change, Values } from "./wire";

export interface DeskPorts {
  ports: Ports;
  me: Me;
  db: Database;
  vault: Vault;
  clock: Clock;
  /** What the disk had, with the rows of `atOnce`. */
  found: Found;
  client: Client;
  lock: SyncLock;
  newId: () => Id;
  tab: string;
  newVersion: ReadonlySignal<boolean>;
  /** The server's time, ticking. */
  now: ReadonlySignal<Date>;
  /** The server told its time: what shows it, and what takes the time of an act from it, goes by it from here on (M7). */
  told: () => void;
  tell: (what: "queue" | "bundles" | "round" | "newer") => void;
}

function visitIn(bundle: Bundle | null, kind: Kind, record: Id): Id | null {
  const said = (bundle?.one(kind, record)?.fields as Values | undefined)?.visit;
  return typeof said === "string" ? said : null;
}

/** The bundles that stand with the first frame: one's own day, and who works here. */
export const atOnce = (me: Me): Id[] => [mineOf(me.staff), peopleOfPlace(me.place)];

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function openDesk({ ports, me, db, vault, clock, found, client, lock, newId, tab, newVersion, now, told, tell }: DeskPorts) {
  const sending: Signal<ReadonlySet<Id>> = signal(new Set<Id>());
  const room: Signal<Room | null> = signal(null);
  /** How many pictures the server does not have, and which of them it would not have; null until their disk was read. */
  const pictures: Signal<{ unsent: number; refused: number } | null> = signal(null);
  const nowText = () => clock.now().toISOString();

  const called = (patient: Id): Called | null => {
    const header = shelf.headers.value.get(patient)?.header as Partial<Called> | undefined;
    return header?.name ? { name: header.name, nhs_number: header.nhs_number ?? null } : null;
  };
  const queue = makeQueue({
    db,
    vault,
    clock,
    newId,
    author: me.staff,
    schema,
    called,
    changed: () => queueChanged(),
    full: () => syncer.full(true),
  });
  const shelf = makeShelf(db, vault, queue, () => tell("bundles"));
  const syncer = makeSyncer({ ports, client, db, vault, queue, shelf, clock, lock, sending, rounded, told });
  const queueChanged = () => {
    tell("queue");
    syncer.full(false);
    syncer.soon();
  };
  await Promise.all([queue.load(found), shelf.load(found)]);
  // One that does not open keeps nobody out: on a full disk it cannot even be doubted (T2).
  await Promise.all(found.bundles.map((row) => row && shelf.reopen(row.bundle, row).catch(() => undefined)));

  /** What one may not settle is read, and counted for nobody as a thing to do. */
  const settles = writers[groups.conflict.settlement?.write ?? ""]?.includes(me.role) ?? false;
  const leaseOver = computed(() => shelf.lease.value !== null && now.value.toISOString() > shelf.lease.value);
  const views = new Map<Id, ReadonlySignal<Bundle | null>>();
  function bundle(id: Id): ReadonlySignal<Bundle | null> {
    let view = views.get(id);
    if (!view) {
      view = bundleView(id, shelf.opened(id), itemsOf(queue.items, id), sending, leaseOver);
      views.set(id, view);
    }
    return view;
  }
  async function opened(id: Id): Promise<Bundle | null> {
    const view = bundle(id);
    if (shelf.held.value.has(id)) await shelf.reopen(id);
    return view.value;
  }

  const mineId = mineOf(me.staff);
  const peopleId = peopleOfPlace(me.place);
  const mine = bundle(mineId);
  /** The largest of all, which Today does not need: opened when Today stands. */
  const forms = computed(() => bundle(formsOfPlace(me.place)).value);
  const people: ReadonlySignal<People> = computed(() => peopleOf(shelf.opened(peopleId).value, me.staff));

  const index: ReadonlySignal<Header[]> = computed(() => {
    const changes = new Map<Id, Change[]>();
    for (const { change, state } of queue.items.value)
      if (state !== "refused") changes.set(change.bundle, [...(changes.get(change.bundle) ?? []), change]);
    const found: Header[] = [];
    for (const line of shelf.headers.value.values()) {
      if (line.type !== "patient") continue;
      const header = withChanges(line.header, changes.get(line.bundle) ?? []);
      found.push({ ...blankHeader(), ...header, bundle: line.bundle, here: shelf.held.value.has(line.bundle) });
      changes.delete(line.bundle);
    }
    // A person registered on this tablet, of whom the server has not heard yet.
    for (const [id, list] of changes)
      if (list.some((change) => change.kind === "patient" && change.saw === null))
        found.push({ ...blankHeader(), ...withChanges(blankHeader() as unknown as Values, list), bundle: id, here: true });
    return found;
  });

  const toSettle = computed((): View<"conflict">[] => {
    const disputed = index.value.filter((header) => header.disputes > 0);
    const all = disputed.flatMap((header) => bundle(header.bundle).value?.all("conflict") ?? []);
    return all.filter((conflict) => conflict.fields.status === "open");
  });

  const waiting = computed((): Waiting[] => waitingList(queue.items.value, queue.tries, sending.value, mine.value));

  const unreadable = computed((): Unreadable[] => [
    ...queue.damaged.value.filter((one) => !one.known).map(({ id, madeAt, state }) => ({ id, madeAt, sent: state === "answered", draft: null })),
    ...hands.damaged.value
      .filter((one) => !one.known)
      .map(({ key, at = null, patient = null }) => ({ id: key, madeAt: at, sent: false, draft: { patient } })),
  ]);

  const status = computed((): Status => {
    const list = waiting.value;
    const patients = [...shelf.headers.value.values()].filter((line) => line.type === "patient");
    const dependent = new Set(list.filter((one) => one.state === "refused").flatMap((one) => one.dependents));
    return statusOf({
      facts: syncer.facts.value,
      complete: shelf.complete.value,
      waiting: list.filter((one) => (one.state === "waiting" || one.state === "sending") && !one.bookkeeping).length,
      pictures: pictures.value ? pictures.value.unsent - pictures.value.refused : 0,
      toSettle: settles ? index.value.reduce((sum, header) => sum + header.disputes, 0) : 0,
      refused:
        list.filter((one) => one.state === "refused" && !dependent.has(one.id)).length +
        unreadable.value.filter((one) => !one.sent).length +
        (pictures.value?.refused ?? 0),
      here: patients.filter((line) => shelf.held.value.has(line.bundle)).length,
      of: patients.length,
      newVersion: newVersion.value,
      offset: clock.state.offset,
    });
  });

  const does = verbs({ me, queue, newId, now: nowText, shown: (id) => bundle(id).peek(), opened });
  const hands = edits({
    db,
    vault,
    items: queue.items,
    sending,
    tab,
    now: nowText,
    called,
    commit: does.write,
    full: syncer.full,
    painted: ports.painted,
  });
  const draftsRead = hands.load();

  const space = computed(() => {
    if (!room.value) return null;
    const bytes = queue.items.value.reduce((sum, item) => sum + item.bytes, 0);
    return { ...room.value, queue: bytes, bundles: Math.max(room.value.usage - bytes, 0) };
  });

  const heard = () => new Date(clock.state.contact).toISOString();
  /** What an eviction would take now (T6). */
  const unsent = (before: Unsent | null): Unsent =>
    unsentOf(
      {
        items: queue.items.value,
        damaged: [...queue.damaged.value, ...hands.damaged.value.map(({ at }) => ({ state: "waiting", madeAt: at ?? heard() }))],
        drafts: hands.unfinished.value,
        pictures: pictures.value?.unsent ?? null,
        contact: shelf.complete.value,
        visitOf: (patient, kind, record) => visitIn(bundle(patient).peek(), kind as Kind, record),
      },
      before,
    );

  async function lookAround(): Promise<void> {
    room.value = await measure(ports.storage);
    await import("./exchange").then(({ prune }) => prune(db, queue, clock.now().getTime())).catch(() => undefined);
  }

  function rounded(): void {
    tell(syncer.facts.value.newer ? "newer" : "round");
    void lookAround();
  }

  /** At the end of its grant a bundle goes by itself, with or without coverage (R9). */
  async function forgetEnded(): Promise<void> {
    const time = nowText();
    const ended = [...shelf.held.value.values()].filter((one) => one.grantEnd !== null && one.grantEnd <= time).map((one) => one.bundle);
    if (ended.length > 0) await shelf.forget(ended);
  }

  return {
    me,
    db,
    vault,
    clock,
    queue,
    shelf,
    syncer,
    does,
    hands,
    bundle,
    index,
    people,
    forms,
    mine,
    toSettle,
    waiting,
    unreadable,
    status,
    space,
    pictures,
    unfinished: hands.unfinished,
    unsent,
    lookAround,
    forgetEnded,
    async heard(what: "queue" | "bundles" | "round" | "newer"): Promise<void> {
      if (what === "queue") await queue.reload();
      // The rows that a bundle came to cover left with the same write: the bundle is read before the rows go.
      if (what === "bundles") {
        await shelf.load();
        await queue.reload();
      }
      if (what === "round" || what === "newer") syncer.heardRound(what === "newer");
    },
    /** What the person has typed is on the disk, and nothing of the key or the record stays in memory. */
    async close(): Promise<void> {
      await draftsRead.catch(() => undefined);
      await hands.leaveAll();
      await syncer.stop();
      batch(() => {
        sending.value = new Set();
        for (const id of views.keys()) shelf.opened(id).value = null;
      });
    },
  };
}
