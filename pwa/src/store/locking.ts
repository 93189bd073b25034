/**
 * Two locks (T4), and what is asked before a lock, a sign-out or a new version takes words with it that are on no disk (T2).
 *
 * 1. Covered (`soft`): the PIN is asked, the key stays and syncing goes on. Locked: the key is gone, and with it all of the record that was in memory.
 * 2. By hand it is done at once, unless words would be lost by it: then nothing is done before the person has answered.
 * 3. Where nobody is there to answer, the screen is covered, and the key is owed: it goes as soon as the words are on the disk.
 */
import type { Signal } from "@preact/signals";
import type { Losing, Me, Session, Unsent } from "./contract";
import type { Database, QueueRow } from "./database";
import type { Desk } from "./desk";
import { eraseEnded } from "./ended";
import type { Marker } from "./marker";
import type { Ports } from "./ports";

export const mostWrongPins = 10;

export interface Locked {
  ports: Ports;
  mark: Marker;
  desk: Signal<Desk | null>;
  session: Signal<Session>;
  losing: Signal<Losing | null>;
  lost: Signal<Unsent | null>;
  whose: () => { db: Database | null; me: Me | null };
  /** When somebody last touched the tablet, by the wall's clock. */
  touched: () => number;
  /** What else was open with the key closes. */
  closed: () => void;
  /** Tells the other tabs. */
  tell: () => void;
  /** The tries are used up: the session on the server ends. */
  noTriesLeft: () => void;
}

export function locking({ ports, mark, desk, session, losing, lost, whose, touched, closed, tell, noTriesLeft }: Locked) {
  /** What a hand asked for, while `losing` asks back. */
  let asked: (() => Promise<void>) | null = null;
  /** The key should be gone already: it stays only until what is on no disk is on it. */
  let owed = false;
  let dropping: Promise<void> | null = null;

  /** The screen that asks for the PIN, with what can be said without it. */
  async function show(soft: boolean): Promise<void> {
    const { db, me } = whose();
    if (!db || !me) return;
    const seen = await db.seen();
    if (!desk.value) await eraseEnded(ports.indexedDB, db, new Date(ports.wall()), seen).catch(() => undefined);
    const waiting = seen.queue.filter((row) => row.state === "waiting" && !row.mark);
    if (!desk.value) recount(me, waiting, seen.drafts);
    session.value = {
      phase: "locked",
      soft,
      me,
      waiting: waiting.length,
      pictures: mark.read()?.unsent?.[me.staff]?.pictures ?? 0,
      unkept: desk.value?.hands.unkept().length ?? 0,
      waitingSince: waiting.map((row) => row.madeAt).sort()[0] ?? null,
      lastContact: seen.clock?.contact ? new Date(seen.clock.contact).toISOString() : null,
      triesLeft: Math.max(mostWrongPins - (seen.wrongPins ?? 0), 0),
    };
    if (!desk.value) void countPictures(db, me);
    // Killed between the tenth wrong PIN and the end of the session: it ends now.
    if (session.value.triesLeft === 0) noTriesLeft();
  }

  /** A kill may have taken the marker's last write: where it counts otherwise than the disk, the disk is right. */
  function recount(me: Me, waiting: QueueRow[], drafts: number): void {
    const noted = mark.read()?.unsent?.[me.staff];
    const count = waiting.length + drafts;
    if (noted && noted.count !== count) mark.note(me.staff, { ...noted, count, since: waiting.map((row) => row.madeAt).sort()[0] ?? noted.since });
  }

  /** Pictures have a disk of their own: what was noted stands until it was looked at. */
  async function countPictures({ name }: Database, me: Me): Promise<void> {
    await ports.painted();
    const pictures = await import("./pictures-disk").then((disk) => disk.unsentCount(ports.indexedDB, name)).catch(() => null);
    const noted = mark.read()?.unsent?.[me.staff];
    const now = session.value;
    if (pictures === null || now.phase !== "locked" || now.me !== me || desk.value) return;
    if (noted && (noted.pictures ?? 0) !== pictures) mark.note(me.staff, { ...noted, pictures });
    if (now.pictures !== pictures) session.value = { ...now, pictures };
  }

  /** Drops the key: nothing of the record stays in memory. */
  function lockNow(tellOthers = true, andShow = true): Promise<void> {
    dropping ??= drop(tellOthers, andShow).finally(() => {
      dropping = null;
    });
    return dropping;
  }

  async function drop(tellOthers: boolean, andShow: boolean): Promise<void> {
    const open = desk.value;
    if (!open) return;
    owed = false;
    session.value = { phase: "starting" };
    await open.hands.leaveAll();
    desk.value = null;
    lost.value = null;
    await open.close();
    closed();
    if (tellOthers) tell();
    if (andShow) await show(false);
  }

  /** Nobody is there to be asked (idle, or another tab locked): where words are on no disk the screen is covered, and the key goes when they are. */
  async function lockOrCover(): Promise<void> {
    const open = desk.value;
    if (!open) return;
    const begun = ports.wall();
    const isLost = (await open.hands.leaveAll()).length > 0;
    // The PIN came meanwhile.
    if (session.value.phase === "open" && touched() > begun) return;
    owed = isLost;
    if (!owed) return lockNow(false);
    await cover();
    count(open);
  }

  /** Behind the cover what found no room is tried again, so that nobody has to come for it; the screen says how it stands. */
  async function tryAgain(): Promise<void> {
    const open = desk.value;
    if (!open || session.value.phase !== "locked" || session.value.unkept === 0) return;
    await open.hands.leaveAll();
    count(open);
  }

  function count(open: Desk): void {
    const unkept = open.hands.unkept().length;
    const now = session.value;
    if (now.phase === "locked" && desk.value === open && now.unkept !== unkept) session.value = { ...now, unkept };
  }

  async function cover(): Promise<void> {
    asked = null;
    losing.value = null;
    if (session.value.phase !== "locked") await show(true);
  }

  /** By hand: done at once, unless words would go with it that are on no disk. Then nothing is done before the person has answered. */
  async function byHand(by: Losing["by"], go: () => Promise<void>): Promise<void> {
    const words = (await desk.value?.hands.leaveAll()) ?? [];
    if (words.length === 0) return go();
    asked = go;
    losing.value = { by, words };
  }

  async function answer(how: "stay" | "cover" | "lose"): Promise<void> {
    const go = asked;
    asked = null;
    losing.value = null;
    if (how === "cover") {
      owed = true;
      await cover();
    }
    if (how === "lose") {
      desk.value?.hands.giveUp();
      await go?.();
    }
  }

  return {
    show,
    lockNow,
    lockOrCover,
    cover,
    tryAgain,
    byHand,
    answer,
    isOwed: () => owed,
    isDropping: () => dropping !== null,
    /** The PIN was right: nothing is owed any more, and a lock that is on its way comes to its end first. */
    async forgiven(): Promise<void> {
      owed = false;
      await dropping;
    },
  };
}
