/** Erases bundles whose grant ended, without the key: their version and their grant's end are plain (R9). The index is sealed, so it goes whole and is made again. */
import type { Database, HeldRow, Seen } from "./database";

export async function eraseEnded(factory: IDBFactory, db: Database, now: Date, { held, clock }: Seen): Promise<void> {
  // The server's time, as far as it was told: a clock that is fast ends nothing early, and one that was set back lengthens nothing (M7).
  const time = new Date(Math.max(now.getTime() + (clock?.offset ?? 0), clock?.latest ?? 0)).toISOString();
  const ended = (row: HeldRow) => row.bundles.filter((one) => one.grantEnd !== null && one.grantEnd <= time);
  if (!held || ended(held).length === 0) return;
  const gone = new Set(ended(held).map((one) => one.bundle));
  await import("./pictures-disk").then((disk) => disk.eraseSent(factory, db.name, gone)).catch(() => undefined);
  await db.write(["meta", "bundles"], "relaxed", async (tx) => {
    const row = (await tx.objectStore("meta").get("held")) as HeldRow;
    const gone = new Set(ended(row).map((one) => one.bundle));
    for (const bundle of gone) void tx.objectStore("bundles").delete(bundle);
    void tx.objectStore("meta").put({ ...row, epoch: row.epoch + 1, bundles: row.bundles.filter((one) => !gone.has(one.bundle)) }, "held");
    void tx.objectStore("meta").delete("index");
  });
}
