/**
 * Pictures on this tablet: a database of their own beside the person's, so that its size is theirs and nothing of it is loaded before it is wanted. Content
 * is sealed in pieces, what is known of it besides in the row. Plain is only what must be known without the key: ids, sizes, times (R9).
 */
import type { Bytes } from "../lib/sha";
import type { Id } from "./contract";
import { asDiskFull, opened } from "./database";

export interface PictureRow {
  id: Id;
  bundle: Id;
  bytes: number;
  pieces: number;
  /** When the whole of it had been received by the server; null while it has not. */
  sentAt: number | null;
  /** Sealed JSON: `Taken` of pictures.ts, and why the server would not have it. */
  sealed: Bytes;
}

interface Schema {
  pictures: { key: Id; value: PictureRow };
  pieces: { key: [Id, number]; value: Bytes };
}

export type PicturesDisk = Awaited<ReturnType<typeof picturesDisk>>;

const nameOf = (person: string) => `${person}-pictures`;
const all = (id: Id) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** `person`: the name of the person's own database. */
export async function picturesDisk(factory: IDBFactory, person: string) {
  const db = await opened<Schema>(factory, nameOf(person), (fresh) => {
    fresh.createObjectStore("pictures", { keyPath: "id" });
    fresh.createObjectStore("pieces");
  });
  return {
    rows: () => db.transaction(["pictures"], "readonly").objectStore("pictures").getAll(),
    row: (id: Id) => db.transaction(["pictures"], "readonly").objectStore("pictures").get(id),
    piece: (id: Id, n: number) => db.transaction(["pieces"], "readonly").objectStore("pieces").get([id, n]),
    async put(row: PictureRow): Promise<void> {
      const tx = db.transaction(["pictures"], "readwrite");
      void tx.objectStore("pictures").put(row);
      await tx.done;
    },
    /** Row and pieces, or nothing; on the disk before it resolves (T1). */
    async add(row: PictureRow, pieces: readonly Bytes[]): Promise<void> {
      const tx = db.transaction(["pictures", "pieces"], "readwrite", { durability: "strict" });
      const ended = tx.done.then(
        () => null,
        (error: unknown) => error,
      );
      let failure: unknown = null;
      try {
        const writes = pieces.map((sealed, n) => tx.objectStore("pieces").put(sealed, [row.id, n]));
        await Promise.all([...writes, tx.objectStore("pictures").put(row)]);
      } catch (error) {
        failure = error;
      }
      failure = tx.error ?? failure ?? (await ended);
      await ended;
      if (failure) throw asDiskFull(failure);
    },
    async remove(ids: readonly Id[]): Promise<void> {
      const tx = db.transaction(["pictures", "pieces"], "readwrite");
      for (const id of ids) {
        void tx.objectStore("pictures").delete(id);
        void tx.objectStore("pieces").delete(all(id));
      }
      await tx.done;
    },
    close: () => db.close(),
  };
}

/** How many the server does not have the whole of, told without the key. */
export async function unsentCount(factory: IDBFactory, person: string): Promise<number> {
  const disk = await picturesDisk(factory, person);
  try {
    return (await disk.rows()).filter((row) => row.sentAt === null).length;
  } finally {
    disk.close();
  }
}

/** Erases, without the key, what was sent of bundles whose grant ended. What was not sent stays, as the queue does (R9). */
export async function eraseSent(factory: IDBFactory, person: string, bundles: ReadonlySet<Id>): Promise<void> {
  const disk = await picturesDisk(factory, person);
  const gone = (await disk.rows()).filter((row) => row.sentAt !== null && bundles.has(row.bundle)).map((row) => row.id);
  if (gone.length > 0) await disk.remove(gone);
  disk.close();
}
