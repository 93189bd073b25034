/**
 * Whose tablet this is: sign-in, PIN, when it locks (T4; how, says locking.ts), sign-out with what is unsent kept (T2), and an eviction said plainly (T6).
 * Five idle minutes cover the screen, and syncing goes on; thirty, or a hand, drop the key.
 */
import { batch, effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import { clock } from "./clock";
import type { Id, Losing, Me, Session, Unsent } from "./contract";
import { type Database, DiskFull, type Found, personDatabase, readDevice, writeDevice } from "./database";
import { atOnce, type Desk, openDesk } from "./desk";
import { type HandOver, handOver } from "./hand-over";
import { leaving } from "./leaving";
import { locking, mostWrongPins } from "./locking";
import { marker } from "./marker";
import type { Ports } from "./ports";
import type { Proof } from "./proof";
import { keep } from "./space";
import { syncLock } from "./sync-lock";
import { found, unlock as openVault, type Vault, weakness } from "./vault";

const softAfter = 5 * 60_000;
const hardAfter = 30 * 60_000;

interface Answer {
  now: string;
  me: Me;
  holds: { patients: number; today: number };
}

type Said = "queue" | "bundles" | "round" | "newer" | "alive" | "lock" | "touched" | "signed-in";

export interface Sessioning {
  ports: Ports;
  client: Client;
  proof: Proof;
  desk: Signal<Desk | null>;
  session: Signal<Session>;
  losing: Signal<Losing | null>;
  lost: Signal<Unsent | null>;
  tokens: Signal<number>;
  cameBack: Signal<string | null>;
  now: Signal<Date>;
  newId: () => Id;
  newVersion: ReadonlySignal<boolean>;
  device: (id: Id) => void;
}

export function sessions({ ports, client, proof, desk, session, losing, lost, tokens, cameBack, now, newId, newVersion, device }: Sessioning) {
  const tab = newId().slice(-12);
  let mine: { device: Id; db: Database | null; me: Me | null; holds: Answer["holds"] | null } = { device: "", db: null, me: null, holds: null };
  let touched = ports.wall();
  let told = 0;
  /** Tries of the PIN that the disk had no room to count. */
  let uncounted = 0;
  let channel: ReturnType<Ports["channel"]> | null = null;
  let lock: ReturnType<typeof syncLock> | null = null;
  const mark = marker(ports.marker);
  const server = leaving(ports.indexedDB, client);
  let marking: () => void = () => undefined;
  let opening: Promise<unknown> = Promise.resolve();
  const unheard = new Set<Said>();
  /** What the open vault does beside the desk: the session's proof, and handing the tablet over. */
  let beside: { db: Database; vault: Vault; hands: HandOver } | null = null;
  const locks = locking({
    ports,
    mark,
    desk,
    session,
    losing,
    lost,
    whose: () => mine,
    touched: () => touched,
    closed: () => {
      beside = null;
      proof.drop();
      marking();
    },
    tell: () => say("lock"),
    noTriesLeft: () => void server.leave({}),
  });

  async function start(): Promise<void> {
    const row = await readDevice(ports.indexedDB).catch(() => undefined);
    const left = mark.read();
    mine.device = row?.device ?? left?.device ?? newId();
    device(mine.device);
    const me = row?.current ? row.people[row.current] : undefined;
    if (me && (await choose(me))) {
      // A browser that was killed right after the first sign-in may have lost the marker: without it an eviction would look like a new tablet.
      mark.remember(mine.device, me);
      return locks.show(false);
    }
    // Something was kept on this tablet, and it is gone: not a new tablet, and not said to be one.
    if ((me && left) || (!row && left)) {
      const whose = me ?? left?.me ?? null;
      mark.evicted();
      session.value = { phase: "evicted", me: whose, unsent: whose && (mark.lost(whose.staff) ?? left?.unsent?.[whose.staff] ?? null) };
      return;
    }
    session.value = { phase: "sign-in", again: false, offline: !ports.online() };
    void server.end();
  }

  /** Opens this person's database; answers whether a PIN was chosen in it. */
  async function choose(me: Me): Promise<boolean> {
    await mine.db?.close();
    channel?.close();
    const db = await personDatabase(ports.indexedDB, me.staff);
    mine = { ...mine, db, me };
    channel = ports.channel(db.name);
    lock = syncLock(ports, db.name, () => say("alive"));
    channel.onmessage = (event: MessageEvent<Said>) => heard(event.data);
    return (await db.get("wrapped")) !== undefined;
  }

  function say(what: Said): void {
    channel?.postMessage(what);
  }

  function heard(what: Said): void {
    if (what === "alive") lock?.heard();
    else if (what === "touched") touched = ports.wall();
    else if (what === "lock") void locks.lockOrCover();
    else if (!desk.value || !beside) unheard.add(what);
    else if (what === "signed-in") void proof.again(beside.db, beside.vault);
    else void desk.value.heard(what).catch(() => undefined);
  }

  async function signIn(email: string, password: string): Promise<{ ok: true } | { ok: false; message: string; offline: boolean }> {
    let answer: Answer;
    // The answer to a sign-out takes the cookie away: it must not come after the one that brings the next.
    await server.end();
    const undo = proof.begin();
    try {
      answer = await client.json<Answer>("/session", { method: "POST", json: { email, password } });
    } catch (error) {
      undo();
      if (error instanceof ApiError)
        return { ok: false, message: error.kind === "offline" ? "No coverage just now." : error.message, offline: error.kind === "offline" };
      throw error;
    }
    const { me, holds } = answer;
    // What could not be ended before is no longer this browser's to end: the cookie is the new session's.
    const row = await readDevice(ports.indexedDB).catch(() => undefined);
    if (row?.leaving) await writeDevice(ports.indexedDB, { ...row, leaving: false }).catch(() => undefined);
    const before = desk.value;
    if (before && before.me.staff !== me.staff) {
      const message = `There is no room on this tablet for what ${before.me.name} typed, and it would be lost. Make room, then sign in.`;
      if ((await before.hands.leaveAll()).length > 0) return { ok: false, message, offline: false };
      await locks.lockNow(false, false);
    }
    mine.holds = holds;
    if (desk.value && beside) {
      await proof.settle(beside.db, beside.vault);
      say("signed-in");
      desk.value.syncer.signedIn();
      void desk.value.syncer.now();
      return { ok: true };
    }
    if (await choose(me)) {
      // Whoever proves by the organisation's account who they are may try the PIN again.
      await mine.db!.put("wrongPins", 0, "strict");
      await remember(me);
      await locks.show(false);
    } else session.value = { phase: "choose-pin", me };
    return { ok: true };
  }

  async function remember(me: Me): Promise<void> {
    const row = await readDevice(ports.indexedDB).catch(() => undefined);
    await writeDevice(ports.indexedDB, { device: mine.device, current: me.staff, people: { ...row?.people, [me.staff]: me } });
    mark.remember(mine.device, me);
  }

  async function choosePin(pin: string): Promise<{ ok: true } | { ok: false; message: string }> {
    const weak = weakness(pin);
    if (weak) return { ok: false, message: weak };
    const { db, me, holds } = mine;
    if (!db || !me) return { ok: false, message: "Sign in first." };
    const { vault, wrapped } = await found(pin, await ports.pinRounds());
    const isTaken = await db.write(["meta"], "strict", async (tx) => {
      const meta = tx.objectStore("meta");
      if (await meta.get("wrapped")) return true;
      await meta.put(wrapped, "wrapped");
      return false;
    });
    await remember(me);
    // Another tab was quicker: what it sealed since opens with its key only, which a second key in its place would throw away.
    if (isTaken) {
      await locks.show(false);
      return { ok: false, message: "A PIN was chosen in another tab meanwhile. Open with that one." };
    }
    void keep(ports.storage);
    await sitDown(vault, look());
    session.value = { phase: "holds", me, patients: holds?.patients ?? null, today: holds?.today ?? null };
    return { ok: true };
  }

  /** All that opens with the key, side by side. `reading`: what the disk has, asked for while the key was made. */
  async function sitDown(vault: Vault, reading: Promise<Found>): Promise<void> {
    const { db, me } = mine;
    const found = await reading;
    const time = clock(ports.wall, ports.steady, found.clock);
    const tell = (what: "queue" | "bundles" | "round" | "newer") => say(what);
    const told = () => {
      now.value = time.now();
    };
    const hands = handOver({ db: db!, vault, client, ports, now: () => time.now() });
    const [opened] = await Promise.all([
      openDesk({ ports, me: me!, db: db!, vault, clock: time, found, client, lock: lock!, newId, tab, newVersion, now, told, tell }),
      proof.settle(db!, vault, found.proof),
    ]);
    say("signed-in");
    const next = { db: db!, vault, hands };
    beside = next;
    void hands
      .count()
      .then((count) => {
        if (beside === next) tokens.value = count;
      })
      .catch(() => undefined);
    touched = ports.wall();
    batch(() => {
      now.value = time.now();
      desk.value = opened;
      lost.value = mark.lost(me!.staff);
    });
    const staff = me!.staff;
    let before = mark.read()?.unsent?.[staff] ?? null;
    marking = effect(() => {
      before = opened.unsent(before);
      mark.note(staff, before);
    });
    const late = [...unheard];
    unheard.clear();
    late.forEach(heard);
    await opened.forgetEnded();
  }

  /** What opens with the key, still sealed. What other tabs say from here on is heard when it is open. */
  function look({ db, me } = mine): Promise<Found> {
    unheard.clear();
    // A bundle that the browser cannot read takes the whole transaction with it: the rest opens without.
    return db!.found(...atOnce(me!)).catch(() => db!.found());
  }

  async function fill(): Promise<void> {
    if (!desk.value) return;
    session.value = { phase: "open", me: desk.value.me };
    await desk.value.syncer.now();
  }

  /** One PIN after the other: two judged at once would count as one try, and open two desks on one database. */
  function unlock(pin: string): ReturnType<typeof unlockNow> {
    const mine = opening.then(() => unlockNow(pin));
    opening = mine.catch(() => undefined);
    return mine;
  }

  async function unlockNow(pin: string): Promise<{ ok: true } | { ok: false; triesLeft: number }> {
    if (session.value.phase === "open") return { ok: true };
    const { db, me } = mine;
    if (!db || !me) return { ok: false, triesLeft: 0 };
    const { wrongPins = 0, wrapped } = await db.some("wrongPins", "wrapped");
    const wrong = wrongPins + uncounted;
    if (wrong >= mostWrongPins) return { ok: false, triesLeft: 0 };
    // The key is made elsewhere, and takes a while: until then the disk is read.
    const made = wrapped ? openVault(pin, wrapped) : null;
    // Not before a lock that is on its way has written what it still has: nobody would tell this tab of it.
    let reading = desk.value || locks.isDropping() ? null : look();
    reading?.catch(() => undefined);
    // Counted before it is told: pulling the plug is no free try. A full disk keeps nobody out of the records (T2): then it is counted here.
    const counted = db.put("wrongPins", wrong + 1, "strict").catch((error) => {
      if (!(error instanceof DiskFull)) throw error;
      uncounted++;
    });
    const [vault] = await Promise.all([made, counted]);
    if (!vault) {
      const triesLeft = mostWrongPins - wrong - 1;
      if (triesLeft === 0) await locks.lockOrCover();
      if (session.value.phase === "locked") session.value = { ...session.value, triesLeft };
      if (triesLeft === 0) void server.leave({});
      return { ok: false, triesLeft };
    }
    const forgiven = db.put("wrongPins", 0).catch(() => undefined);
    uncounted = 0;
    touched = ports.wall();
    await locks.forgiven();
    if (!desk.value) {
      reading ??= look();
      await sitDown(vault, reading);
    }
    await forgiven;
    const returning = (await beside?.hands.cameBack((await reading)?.back)) ?? null;
    batch(() => {
      cameBack.value = returning;
      session.value = { phase: "open", me };
    });
    void desk.value?.syncer.now();
    void ports.painted().then(() => desk.value?.forms.value);
    return { ok: true };
  }

  async function signOut(): Promise<void> {
    await locks.lockNow(true, false);
    await server.leave({ current: null });
    await mine.db?.close();
    channel?.close();
    channel = null;
    mine = { ...mine, db: null, me: null, holds: null };
    session.value = { phase: "sign-in", again: false, offline: !ports.online() };
  }

  /** Looks at the time: idle locks, ended grants. Timers sleep with the page, so every waking looks too. */
  async function tick(): Promise<void> {
    const open = desk.value;
    if (!open && (session.value.phase === "locked" || session.value.phase === "sign-in")) return server.end();
    if (!open) return;
    const idle = ports.wall() - touched;
    const { phase } = session.value;
    if (locks.isOwed() || idle >= hardAfter || idle < -hardAfter) return locks.lockOrCover();
    if (idle >= softAfter && phase === "open") {
      await open.hands.leaveAll();
      await locks.cover();
    }
    await locks.tryAgain();
    await open.forgetEnded();
    await prepare();
  }

  /** With coverage, while somebody works: what handing the tablet over needs is there before there is none. */
  async function prepare(): Promise<void> {
    if (beside && session.value.phase === "open" && desk.value?.syncer.facts.value.confirmed) tokens.value = await beside.hands.prepare();
  }

  /** The kiosk's page takes the place of this one, in its history too, once the key is gone. */
  async function handTheTabletOver(back: string, language: string | null): Promise<boolean> {
    const left = await beside?.hands.take(back, language);
    if (!left) return false;
    tokens.value = Math.max(tokens.value - 1, 0);
    await locks.byHand("lock", async () => {
      await locks.lockNow();
      ports.kiosk.open(left);
    });
    return true;
  }

  function happened(what: "shown" | "hidden" | "online" | "offline" | "touched"): void {
    const open = desk.value;
    const { phase } = session.value;
    if (what === "touched" && (phase === "open" || phase === "holds")) {
      touched = ports.wall();
      if (touched - told > 20_000) {
        told = touched;
        say("touched");
      }
    }
    if (phase === "sign-in" && (what === "online" || what === "offline"))
      session.value = { ...session.value, offline: what === "offline" } as Session;
    if ((phase === "sign-in" || phase === "locked") && (what === "online" || what === "shown")) void server.end();
    if (!open) return;
    if (what === "hidden") {
      void open.hands.leaveAll();
      open.syncer.hidden();
    }
    if (what === "shown" || what === "online") {
      void tick().then(() => {
        if (desk.value && session.value.phase !== "holds") void desk.value.syncer.now();
      });
    }
  }

  return {
    start,
    signIn,
    choosePin,
    fill,
    unlock,
    lock: () => locks.byHand("lock", locks.lockNow),
    handOver: handTheTabletOver,
    signOut: () => locks.byHand("sign-out", signOut),
    leave: (go: () => void) => locks.byHand("new-version", async () => go()),
    answer: locks.answer,
    tick,
    happened,
    writtenAgain() {
      if (desk.value) mark.writtenAgain(desk.value.me.staff);
      lost.value = null;
    },
  };
}
