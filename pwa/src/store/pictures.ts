/**
 * Pictures: held on this tablet from the moment they are taken, sent in pieces after their record, read online where they are somebody else's.
 *
 * 1. A picture is on the disk, sealed, before the screen says so. It becomes a record when its author says what it is; the record travels as a change.
 * 2. Content follows the record: the server knows only attachments that were taken, and is asked how much it has before anything is sent. So what broke
 *    off goes on where it was, and what a restored server lost is sent again.
 * 3. What was sent stays until a tested backup has it, and at least 14 days, or until its bundle is not held any more, or room is wanted.
 * 4. Bulk is refused before edits: no picture is taken where it would leave less than the reserve for what people write (T2).
 */
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import type { Fields } from "../api/kinds";
import type { Received } from "../api/types";
import { type Bytes, hex, sha256 } from "../lib/sha";
import type { Id, NotRead } from "./contract";
import { DiskFull } from "./database";
import type { Desk } from "./desk";
import { type PictureRow, type PicturesDisk, picturesDisk } from "./pictures-disk";
import type { Ports } from "./ports";
import { measure, reserve } from "./space";

const piece = 256 * 1024;
const keepFor = 14 * 24 * 3_600_000;

/** A picture as the camera, or the pad, gives it to the store: drawn anew by this app, so that nothing stands in it but what one sees. */
export interface Shot {
  content: Bytes;
  media_type: "image/jpeg" | "image/png";
  width: number;
  height: number;
}

export interface Taken {
  patient: Id;
  media_type: string;
  width: number;
  height: number;
  sha256: string;
  at: string;
  visit: Id | null;
  /** What it belongs to. */
  record: Id | null;
  /** The server's word for why it would not have it. */
  refused: string | null;
}

/** A picture on this tablet. One whose id no record has was taken and is not kept yet. */
export interface PictureHere extends Taken {
  id: Id;
  bytes: number;
  /** Bytes that the server has, while it is being sent. */
  sending: number | null;
  sent: boolean;
}

export type Read = { ok: true; picture: Blob } | { ok: false; why: NotRead | "not-here" };

export interface Pictures {
  readonly here: ReadonlySignal<readonly PictureHere[]>;
  /** Puts it on the disk. Throws DiskFull where it would take the room of what people write. */
  hold(patient: Id, shot: Shot, about: { visit?: Id | null; record?: Id | null }): Promise<Id>;
  /** Makes the record of a picture that is held. */
  keep(id: Id, fields: Pick<Fields["attachment"], "what" | "site" | "words">): Promise<void>;
  /** Forgets a picture that was not kept. */
  letGo(id: Id): Promise<void>;
  /** From this tablet, else online, and then only in memory. */
  read(id: Id): Promise<Read>;
  send(): Promise<void>;
}

const open: WeakMap<Desk, Promise<Pictures>> = new WeakMap();

/** Of one open desk. `isOpen`: its person has not locked. */
export function picturesOf(desk: Desk, client: Client, ports: Ports, newId: () => Id, isOpen: () => boolean): Promise<Pictures> {
  let found = open.get(desk);
  if (!found) {
    found = picturesDisk(ports.indexedDB, desk.db.name).then((disk) => load(make(desk, client, ports, disk, newId, isOpen), desk));
    found.catch(() => open.delete(desk));
    open.set(desk, found);
  }
  return found;
}

async function load(made: Pictures & { load(): Promise<void> }, { pictures }: Desk): Promise<Pictures> {
  await made.load();
  // From here on the status line, the lock and the marker know of them, as of words (T2).
  effect(() => {
    const unsent = made.here.value.filter((one) => !one.sent);
    pictures.value = { unsent: unsent.length, refused: unsent.filter((one) => one.refused !== null).length };
  });
  return made;
}

const rowName = (id: Id, n: number | "about") => `pictures/${id}/${n}`;

function make({ me, vault, shelf, does, db, clock }: Desk, client: Client, ports: Ports, disk: PicturesDisk, newId: () => Id, isOpen: () => boolean) {
  const here: Signal<readonly PictureHere[]> = signal([]);
  /** Read online: in memory, and gone with the lock. */
  const others = new Map<Id, Blob>();
  let sending: Promise<void> | null = null;
  let again = false;
  /** Whether it was asked, since the tablet was opened, if the server still has what it once had. */
  let isSure = false;

  const said = (row: PictureRow, taken: Taken): PictureHere => ({ ...taken, id: row.id, bytes: row.bytes, sending: null, sent: row.sentAt !== null });
  const change = (id: Id, more: Partial<PictureHere>) => {
    here.value = here.value.map((one) => (one.id === id ? { ...one, ...more } : one));
  };

  async function opened(row: PictureRow): Promise<Taken | null> {
    return vault.openText(rowName(row.id, "about"), row.sealed).then(JSON.parse, () => null);
  }

  async function load(): Promise<void> {
    const found: PictureHere[] = [];
    for (const row of await disk.rows()) {
      const taken = await opened(row);
      if (taken) found.push(said(row, taken));
    }
    here.value = found;
  }

  async function makeRoom(bytes: number): Promise<void> {
    const left = async () => {
      const room = await measure(ports.storage);
      return room && room.quota > 0 ? room.quota - room.usage - reserve - bytes : Number.POSITIVE_INFINITY;
    };
    if ((await left()) >= 0) return;
    await drop((await disk.rows()).filter((row) => row.sentAt !== null));
    if ((await left()) < 0) throw new DiskFull("there is no room for a picture");
  }

  async function drop(rows: readonly PictureRow[]): Promise<void> {
    if (rows.length === 0) return;
    const gone = new Set(rows.map((row) => row.id));
    await disk.remove([...gone]);
    here.value = here.value.filter((one) => !gone.has(one.id));
  }

  async function hold(patient: Id, shot: Shot, about: { visit?: Id | null; record?: Id | null }): Promise<Id> {
    await makeRoom(shot.content.length);
    const id = newId();
    const { content, ...form } = shot;
    const taken: Taken = {
      ...form,
      patient,
      sha256: hex(sha256(content)),
      at: clock.now().toISOString(),
      visit: about.visit ?? null,
      record: about.record ?? null,
      refused: null,
    };
    const pieces: Bytes[] = [];
    for (let at = 0; at < content.length; at += piece) pieces.push(await vault.seal(rowName(id, pieces.length), content.slice(at, at + piece)));
    const sealed = await vault.seal(rowName(id, "about"), JSON.stringify(taken));
    const row = { id, bundle: patient, bytes: content.length, pieces: pieces.length, sentAt: null, sealed };
    await disk.add(row, pieces);
    here.value = [...here.value, said(row, taken)];
    return id;
  }

  async function keep(id: Id, fields: Pick<Fields["attachment"], "what" | "site" | "words">): Promise<void> {
    const one = here.value.find((each) => each.id === id);
    if (!one) throw new Error("no such picture");
    const { patient, media_type, width, height, bytes, visit, record, sha256: sum, at } = one;
    const about = { media_type, width, height, bytes, visit, record, sha256: sum, taken_at: at, staff: me.staff };
    await does.create("attachment", patient, { ...about, ...fields }, { id });
  }

  async function whole(id: Id): Promise<Bytes | null> {
    const row = await disk.row(id);
    if (!row) return null;
    const out = new Uint8Array(row.bytes);
    let at = 0;
    for (let n = 0; n < row.pieces; n++) {
      const sealed = await disk.piece(id, n);
      const plain = sealed && (await vault.open(rowName(id, n), sealed).catch(() => null));
      if (!plain) return null;
      out.set(plain, at);
      at += plain.length;
    }
    return out;
  }

  async function read(id: Id): Promise<Read> {
    const held = others.get(id);
    if (held) return { ok: true, picture: held };
    const own = await whole(id);
    const type = here.value.find((one) => one.id === id)?.media_type ?? "image/jpeg";
    if (own) return { ok: true, picture: new Blob([own], { type }) };
    try {
      const picture = await new Response(await client.stream(`/attachments/${id}/content`, {})).blob();
      others.set(id, picture);
      return { ok: true, picture };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const why = error.code === "not-here" ? "not-here" : error.kind === "signed-out" ? "sign-in" : error.status === 404 ? "not-granted" : null;
      return { ok: false, why: why ?? (error.kind === "offline" ? "offline" : "busy") };
    }
  }

  /** What is no longer to be kept here goes. */
  async function sweep(rows: readonly PictureRow[]): Promise<void> {
    const safe = Date.parse((await db.get("safeThrough")) ?? "") || 0;
    const now = clock.now().getTime();
    const isDone = ({ sentAt, bundle }: PictureRow) =>
      sentAt !== null && (!shelf.held.value.has(bundle) || (sentAt <= safe && now - sentAt >= keepFor));
    await drop(rows.filter(isDone));
  }

  async function round(): Promise<void> {
    const rows = await disk.rows();
    await sweep(rows);
    const open = new Map(
      rows.filter((row) => (row.sentAt === null || !isSure) && here.value.some((one) => one.id === row.id)).map((row) => [row.id, row]),
    );
    if (open.size === 0) return;
    const ids = [...open.keys()].slice(0, 200);
    const { attachments } = await client.json<{ attachments: Received[] }>("/attachments/received", { method: "POST", json: { ids } });
    isSure = true;
    for (const { attachment: id, received, whole: isWhole } of attachments) {
      const row = open.get(id)!;
      if (here.value.find((one) => one.id === id)?.refused) continue;
      if (isWhole) await sent(row);
      else await upload(row, received);
      if (!isOpen()) return;
    }
  }

  async function sent(row: PictureRow): Promise<void> {
    if (row.sentAt === null) await disk.put({ ...row, sentAt: clock.now().getTime() });
    change(row.id, { sent: true, sending: null });
  }

  async function upload(row: PictureRow, received: number): Promise<void> {
    const content = await whole(row.id);
    if (!content) return;
    try {
      for (let at = received; isOpen(); ) {
        change(row.id, { sent: false, sending: at });
        const answer = await client.json<Received>(`/attachments/${row.id}/content`, {
          method: "PUT",
          body: content.slice(at, at + piece),
          headers: { "Upload-Offset": String(at) },
        });
        if (answer.whole) return await sent(row);
        at = answer.received;
      }
    } catch (error) {
      change(row.id, { sending: null });
      if (!(error instanceof ApiError) || error.kind === "offline" || error.retryable || error.kind === "signed-out") throw error;
      // Another tab, or a damaged way: asked anew how much is there.
      if (error.status !== 422 || error.code === "sum") return;
      const taken = await opened(row);
      const sealed = await vault.seal(rowName(row.id, "about"), JSON.stringify({ ...taken, refused: error.message }));
      await disk.put({ ...row, sealed });
      change(row.id, { refused: error.message });
    }
  }

  /** One at a time; asked again meanwhile, it looks once more. Without coverage nothing happens. */
  function send(): Promise<void> {
    if (sending) {
      again = true;
      return sending;
    }
    sending = (async () => {
      do {
        again = false;
        // One tab sends; what it sent, the others are told by the server at their next round.
        if (ports.locks) await ports.locks.request(`${db.name}-pictures`, { ifAvailable: true }, async (lock) => lock && round());
        else await round();
      } while (again && isOpen());
    })()
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
      })
      .finally(() => {
        sending = null;
      });
    return sending;
  }

  return {
    here,
    hold,
    keep,
    read,
    send,
    load,
    async letGo(id: Id) {
      const row = await disk.row(id);
      if (row) await drop([row]);
    },
  };
}
