/**
 * The store: everything that touches IndexedDB, keys and the network, behind one port (contract.ts). Wire it at the edge:
 * `createStore(browserPorts())`, then `start()`. Making it does nothing.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Client, client as makeClient } from "../api/client";
import { ApiError } from "../api/errors";
import { idMaker } from "../lib/ids";
import { appVersion } from "./app-version";
import { peopleOf } from "./bundle-view";
import type { Bundle, Id, Losing, Online, Session, Status, Store, Unsent } from "./contract";
import type { Desk } from "./desk";
import type { Fillings } from "./fillings";
import type { Pictures } from "./pictures";
import type { Ports } from "./ports";
import { proofs } from "./proof";
import { sessions } from "./session";
import { statusOf } from "./status";
import { noFacts } from "./syncer";

const tick = 15_000;
/** Older than this, the time is read anew when somebody taps or types; not with each key, for every time on the screen is drawn anew then. */
const stale = 2_000;

export { DiskFull } from "./database";
export { browserPorts, type Ports } from "./ports";

const closed: Status = statusOf({
  facts: noFacts,
  complete: null,
  waiting: 0,
  pictures: 0,
  toSettle: 0,
  refused: 0,
  here: 0,
  of: 0,
  newVersion: false,
  offset: 0,
});

export function createStore(ports: Ports): Store {
  const desk: Signal<Desk | null> = signal(null);
  const session: Signal<Session> = signal({ phase: "starting" });
  const losing: Signal<Losing | null> = signal(null);
  const lost: Signal<Unsent | null> = signal(null);
  const tokens = signal(0);
  const cameBack: Signal<string | null> = signal(null);
  const now = signal(new Date(ports.wall()));
  const newId = idMaker(ports.wall, (into) => crypto.getRandomValues(into));
  const version = appVersion(ports);
  let device = "";
  const proof = proofs();
  const client = makeClient(
    ports.fetch,
    () => device,
    ports.later,
    () => desk.peek()?.me.staff ?? null,
    proof.get,
  );
  /** For what a screen asks by itself: where that finds no coverage, the status line must not go on saying that all is up to date. */
  const asked: Client = { ...client, json: (path, asking) => client.json<never>(path, asking).catch(told) };
  function told(error: unknown): never {
    const syncer = desk.peek()?.syncer;
    if (error instanceof ApiError && error.kind === "offline" && syncer && !syncer.facts.peek().offlineSince) void syncer.now();
    throw error;
  }
  const here = sessions({
    ports,
    client,
    proof,
    desk,
    session,
    losing,
    lost,
    tokens,
    cameBack,
    now,
    newId,
    newVersion: version.waits,
    device: (id) => (device = id),
  });
  const bundles = new Map<Id, ReadonlySignal<Bundle | null>>();

  const of = <T>(read: (desk: Desk) => ReadonlySignal<T>, otherwise: T): ReadonlySignal<T> =>
    computed(() => (desk.value ? read(desk.value).value : otherwise));
  const open = (): Desk => {
    if (!desk.value) throw new Error("The tablet is locked.");
    return desk.value;
  };

  function beat(): void {
    if (desk.value) now.value = desk.value.clock.now();
    else now.value = new Date(ports.wall());
    void here.tick();
    ports.later(beat, tick);
  }

  /** A tablet that slept wakes with the time of when it fell asleep: whoever taps then must not have arrived hours ago. */
  function awake(): void {
    if (!desk.value) return;
    const time = desk.value.clock.now();
    if (time.getTime() - now.value.getTime() >= stale) now.value = time;
  }

  /** What is read online comes from a file of its own; where not even that is to be had, there is no coverage. */
  function online<Page>(read: (past: typeof import("./past")) => Promise<Online<Page>>): Promise<Online<Page>> {
    return import("./past").then(read, () => ({ ok: false, why: "offline" }));
  }

  async function pictures(): Promise<Pictures> {
    const mine = open();
    const file = await import("./pictures");
    return file.picturesOf(mine, client, ports, newId, () => desk.peek() === mine);
  }

  async function fillings(): Promise<Fillings> {
    const mine = open();
    const file = await import("./fillings");
    return file.fillingsOf(
      mine,
      client,
      () => crypto.randomUUID(),
      () => desk.peek() === mine,
    );
  }

  return {
    get tablet() {
      return device;
    },
    session,
    now,
    status: of((one) => one.status, closed),
    index: of((one) => one.index, []),
    people: of((one) => one.people, peopleOf(null, "")),
    waiting: of((one) => one.waiting, []),
    unreadable: of((one) => one.unreadable, []),
    mine: of((one) => one.mine, null),
    forms: of((one) => one.forms, null),
    toSettle: of((one) => one.toSettle, []),
    unfinished: of((one) => one.unfinished, []),
    losing,
    lost,
    space: of((one) => one.space, null),

    async start() {
      await here.start();
      beat();
      void version.begin();
      // Pictures follow their records, and what was measured goes along: after each contact, and where a bundle went.
      effect(() => {
        const shelf = desk.value?.shelf;
        if (shelf?.held.value && shelf.complete.value)
          for (const of of [pictures, fillings])
            void ports
              .painted()
              .then(async () => (await of()).send())
              .catch(() => undefined);
      });
      ports.watch((what) => {
        awake();
        here.happened(what);
        if (what === "shown") version.look();
      });
    },
    signIn: here.signIn,
    choosePin: here.choosePin,
    fill: here.fill,
    unlock: here.unlock,
    lock: () => void here.lock(),
    answer: here.answer,
    tokens,
    cameBack,
    handOver: here.handOver,
    unkept: () => desk.value?.hands.unkept() ?? [],
    async unsent() {
      const left = open().waiting.value.filter((one) => !one.bookkeeping);
      return left.filter((one) => one.state === "waiting" || one.state === "sending" || one.state === "refused");
    },
    signOut: here.signOut,
    writtenAgain: here.writtenAgain,

    bundle(id) {
      let found = bundles.get(id);
      if (!found) {
        found = computed(() => desk.value?.bundle(id).value ?? null);
        bundles.set(id, found);
      }
      return found;
    },
    bringFirst: (id) => open().syncer.bringFirst(id),
    older: (patient, asked) => online((past) => past.older(client, patient, asked)),
    paper: async (patient, asked, signal) => {
      const papers = await import("./papers").catch(() => null);
      return papers ? papers.paper(client, patient, asked, signal, ports.later) : { ok: false, why: "offline" };
    },
    voice: () => import("./online").then((file) => file.voiceOf(asked)),
    publishing: () => import("./online").then((file) => file.publishingOf(asked)),
    board: () => import("./online").then((file) => file.boardOf(asked, newId)),
    team: () => import("./online").then((file) => file.teamOf(asked)),
    population: () => import("./online").then((file) => file.populationOf(asked)),
    referrals: () => import("./online").then((file) => file.referralsOf(asked)),
    weeks: () => import("./online").then((file) => file.weeksOf(asked, newId)),
    reports: () => import("./online").then((file) => file.reportsOf(asked)),
    pictures,
    fillings,
    history: (patient, asked) => online((past) => past.history(client, patient, asked)),

    blank: (kind, patient, fields, given) => open().does.blank(kind, patient, fields, given),
    edit: async (view, group, check) => open().hands.edit(view, group, check),
    create: async (kind, patient, fields, given) => open().does.create(kind, patient, fields, given),
    change: async (view, group, values) => open().does.change(view, group, values),
    together: async (acts) => open().does.together(acts),
    settle: async (conflict, value, reason) => open().does.settle(conflict, value, reason),
    async letGo(id, reason) {
      const { hands, does } = open();
      if (!(await hands.known(id))) await does.letGo(id, reason);
    },
    tryAgain: async (change, values) => open().does.tryAgain(change, values),
    markRead: async (patient) => open().does.markRead(patient),

    async syncNow() {
      await desk.value?.syncer.now();
    },
    useNewVersion: () => void here.leave(version.use),
    diagnostics: async () => (await import("./diagnostics")).diagnose(ports, desk.value, session.value),
  };
}
