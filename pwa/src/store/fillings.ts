/**
 * How long the parts of forms took to fill: numbers that a team sees in sum. They are no change of any record, so they wait beside the queue, sealed, until
 * there is coverage, and where there is no room they are let go.
 *
 * 1. What is sent says nothing of a person: of which assessment a measure is stays on this tablet, and ties what is measured later of the same part to it.
 * 2. It is sent under an id of chance that was made with it, whole: sent again, or grown since, it counts once.
 * 3. What is signed has ended: what somebody does in the part after that is another filling.
 */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import type { Filling as Told } from "../api/types";
import { dayOf } from "../lib/dates";
import type { Bytes } from "../lib/sha";
import type { Id } from "./contract";
import type { Desk } from "./desk";
import { type Heard, heard } from "./heard";

export type { PartFilled, TeamFilling } from "../api/types";
export type FillingTold = Told;

/** A part of an assessment, as its form names it. */
export interface FilledPart {
  assessment: Id;
  questionnaire: string;
  version: string;
  section: string;
}

export interface Effort {
  seconds: number;
  taps: number;
}

export interface Fillings {
  /** What was measured of a part since it was last added. */
  add(part: FilledPart, effort: Effort): Promise<void>;
  /** The part is signed (3). */
  end(part: Pick<FilledPart, "assessment" | "section">): Promise<void>;
  /** What waits, to the server. */
  send(): Promise<void>;
  /** What a form takes one's teams, read online. */
  told(form: Id): Promise<Heard<FillingTold>>;
}

interface Row extends FilledPart, Effort {
  id: Id;
  month: string;
  ended: boolean;
  /** As the server has it; null: not at all. */
  sent: Effort | null;
}

const name = "fillings";
const most = 100;
/** What was sent, and never signed, is remembered for so many months: begun again later, it is another filling. */
const remembered = 2;

const open: WeakMap<Desk, Fillings> = new WeakMap();

/** Of one open desk. `isOpen`: its person has not locked. */
export function fillingsOf(desk: Desk, client: Client, newKey: () => Id, isOpen: () => boolean): Fillings {
  const found = open.get(desk) ?? make(desk, client, newKey, isOpen);
  open.set(desk, found);
  return found;
}

const isSent = ({ sent, seconds, taps }: Row): boolean => sent?.seconds === seconds && sent.taps === taps;
const isSame = (one: Bytes | undefined, other: Bytes | undefined): boolean =>
  one === other || (one?.length === other?.length && Boolean(one?.every((byte, at) => byte === other?.[at])));

function make({ db, vault, clock }: Desk, client: Client, newKey: () => Id, isOpen: () => boolean): Fillings {
  let writing: Promise<unknown> = Promise.resolve();
  let sending = false;

  const month = (): string => dayOf(clock.now()).slice(0, 7);
  const monthsAgo = (then: string): number => {
    const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
    return count(month()) - count(then);
  };

  async function read(): Promise<{ sealed: Bytes | undefined; rows: Row[] }> {
    const sealed = await db.get(name);
    // What cannot be read is numbers only: it is begun anew.
    const rows: Row[] = sealed ? await vault.openText(name, sealed).then(JSON.parse, () => []) : [];
    return { sealed, rows };
  }

  /** One after the other, and again where another tab wrote first. */
  function write(change: (rows: Row[]) => Row[]): Promise<void> {
    const mine = writing.then(async () => {
      for (;;) {
        const { sealed: before, rows } = await read();
        const next = change(rows).filter((row) => !isSent(row) || (!row.ended && monthsAgo(row.month) <= remembered));
        if (next.length === 0 && !before) return;
        const sealed = await vault.seal(name, JSON.stringify(next));
        const isWritten = await db.write(["meta"], "relaxed", async (tx) => {
          const store = tx.objectStore("meta");
          if (!isSame((await store.get(name)) as Bytes | undefined, before)) return false;
          void store.put(sealed, name);
          return true;
        });
        if (isWritten) return;
      }
    });
    writing = mine.catch(() => undefined);
    return mine;
  }

  const isOf = (part: Pick<FilledPart, "assessment" | "section">) => (row: Row) =>
    !row.ended && row.assessment === part.assessment && row.section === part.section;

  async function sendSome(): Promise<boolean> {
    const waiting = (await read()).rows.filter((row) => !isSent(row)).slice(0, most);
    if (waiting.length === 0 || !isOpen()) return false;
    const measured = waiting.map(({ id, questionnaire, version, section, month, seconds, taps }) => ({
      ...{ id, questionnaire, version, section, month, seconds, taps },
    }));
    try {
      await client.json("/questionnaires/filling", { method: "POST", json: { measured } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Refused for good: there is no place for them, and there will be none.
      if (error.kind !== "refused" || error.retryable) return false;
    }
    const states = new Map(waiting.map((row) => [row.id, { seconds: row.seconds, taps: row.taps }]));
    await write((rows) => rows.map((row) => ({ ...row, sent: states.get(row.id) ?? row.sent })));
    return true;
  }

  return {
    add(part, { seconds, taps }) {
      return write((rows) => {
        const found = rows.find(isOf(part));
        if (found) return rows.map((row) => (row === found ? { ...row, seconds: row.seconds + seconds, taps: row.taps + taps } : row));
        return [...rows, { ...part, id: newKey(), month: month(), seconds, taps, ended: false, sent: null }];
      });
    },
    end: (part) => write((rows) => rows.map((row) => (isOf(part)(row) ? { ...row, ended: true } : row))),
    async send() {
      if (sending) return;
      sending = true;
      try {
        while (await sendSome());
      } finally {
        sending = false;
      }
    },
    told: (form) => heard(client.json<Told>(`/questionnaires/${form}/filling`)),
  };
}
