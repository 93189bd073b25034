/** Pictures on a tablet: on its disk before its screen says so, sent after their record, in pieces that go on where they broke off. */
import { expect, test } from "vitest";
import { DiskFull } from "./database";
import type { PictureHere, Pictures, Shot } from "./pictures";
import { reserve } from "./space";
import { aWorldForEachTest, here } from "./testing/here";
import { again, begin, goal, patient, pin, settle } from "./testing/world";

const minute = 60_000;
const never = "01936f00-0000-7000-8000-00000000000b";
aWorldForEachTest();

const piece = 256 * 1024;
const content = Uint8Array.from({ length: 2 * piece + 1000 }, (_, n) => (n * 31 + (n >> 8)) % 251);
const shot: Shot = { content, media_type: "image/jpeg", width: 1600, height: 1200 };
const wound = { what: "wound", site: "Left shin", words: "Drier than last week." };

async function taken(pictures: Pictures): Promise<string> {
  const id = await pictures.hold(patient, shot, {});
  await pictures.keep(id, wound);
  return id;
}

/** Rounds go by until it is so, or does not become so. */
async function until(is: () => boolean): Promise<void> {
  for (let n = 0; n < 20 && !is(); n++) {
    await here.pass(minute / 2);
    await settle(20);
  }
}

const one = (pictures: Pictures, id: string): PictureHere | undefined => pictures.here.value.find((each) => each.id === id);
const sent = (pictures: Pictures, id: string) => one(pictures, id)?.sent === true;
const bytesOf = async (pictures: Pictures, id: string) => {
  const read = await pictures.read(id);
  return read.ok ? new Uint8Array(await read.picture.arrayBuffer()) : read.why;
};

test("t1 a picture is on the disk, sealed, before it is said to be, and outlasts a kill", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const id = await taken(await store.pictures());
  const flushed = here.disk.durability.filter(([stores]) => stores.includes("pieces"));
  expect(flushed).toEqual([[["pictures", "pieces"], "strict"]]);
  const after = await (await again(here)).store.pictures();
  expect(one(after, id)).toMatchObject({ patient, width: 1600, sent: false });
  expect(await bytesOf(after, id)).toEqual(content);
  expect(JSON.stringify(await dump())).not.toContain("Left shin");
});

test("t2 the status line, the lock and the note for an eviction count pictures as they count words, also after a kill", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const pictures = await store.pictures();
  await taken(pictures);
  const loose = await pictures.hold(patient, shot, {});
  await settle();
  expect(store.status.value).toMatchObject({ pictures: 2, waiting: 1 });
  expect(Object.values(JSON.parse(here.marker.value!).unsent)).toMatchObject([{ count: 1, pictures: 2 }]);
  store.lock();
  await settle();
  expect(store.session.value).toMatchObject({ phase: "locked", waiting: 1, pictures: 2 });

  // A kill may take the note with it: the disk knows better, and needs no key for it.
  const { unsent, ...marked } = JSON.parse(here.marker.value!);
  const [[staff, noted]] = Object.entries(unsent) as [[string, object]];
  here.marker.value = JSON.stringify({ ...marked, unsent: { [staff]: { ...noted, pictures: 0 } } });
  const killed = here.tab();
  await killed.store.start();
  await settle();
  expect(killed.store.session.value).toMatchObject({ phase: "locked", pictures: 2 });
  expect(Object.values(JSON.parse(here.marker.value!).unsent)).toMatchObject([{ pictures: 2 }]);

  here.server.faults.offline = false;
  await killed.store.unlock(pin);
  const after = await killed.store.pictures();
  await after.letGo(loose);
  await until(() => killed.store.status.value.pictures === 0);
  expect(killed.store.status.value).toMatchObject({ pictures: 0, waiting: 0 });
});

test("it is sent after its record, whole, and never before", async () => {
  const { store } = await begin(here);
  here.server.faults.refuse = () => null;
  const pictures = await store.pictures();
  const draft = await pictures.hold(patient, shot, {});
  await pictures.send();
  expect(here.server.pictures.log).toEqual([]);
  await pictures.keep(draft, wound);
  await until(() => sent(pictures, draft));
  expect(here.server.pictures.content.get(draft)).toEqual(content);
  expect(here.server.pictures.log.map(({ offset }) => offset)).toEqual([0, piece, 2 * piece]);
});

test("an upload that breaks off goes on where it was, also after a kill", async () => {
  const { store } = await begin(here);
  here.server.pictures.faults.dropAfter = 1;
  const pictures = await store.pictures();
  const id = await taken(pictures);
  await until(() => here.server.pictures.log.length > 0);
  expect(sent(pictures, id)).toBe(false);
  here.server.pictures.faults.dropAfter = undefined;
  const after = await (await again(here)).store.pictures();
  await until(() => sent(after, id));
  expect(here.server.pictures.log.map(({ offset }) => offset)).toEqual([0, piece, 2 * piece]);
  expect(here.server.pictures.content.get(id)).toEqual(content);
});

test("what the server would not have stays here, with its word, and is not sent for ever", async () => {
  const { store } = await begin(here);
  here.server.pictures.faults.refuse = "This picture says where it was taken.";
  const pictures = await store.pictures();
  const id = await taken(pictures);
  await until(() => one(pictures, id)?.refused !== null);
  const tries = here.server.pictures.log.length;
  await here.pass(5 * minute);
  expect(here.server.pictures.log.length).toBe(tries);
  expect(one(pictures, id)).toMatchObject({ refused: "This picture says where it was taken.", sent: false });
  // It waits for its author, not for coverage.
  expect(store.status.value).toMatchObject({ pictures: 0, refused: 1 });
  const later = await again(here);
  const after = await later.store.pictures();
  expect(await bytesOf(after, id)).toEqual(content);
  expect(later.store.status.value).toMatchObject({ pictures: 0, refused: 1 });
  await after.letGo(id);
  expect(later.store.status.value).toMatchObject({ pictures: 0, refused: 0 });
});

test("after a restore, what the server lost is sent again", async () => {
  const { store } = await begin(here);
  const pictures = await store.pictures();
  const id = await taken(pictures);
  await until(() => sent(pictures, id));
  here.server.pictures.content.clear();
  const after = await (await again(here)).store.pictures();
  await until(() => here.server.pictures.content.has(id) && sent(after, id));
  expect(here.server.pictures.content.get(id)).toEqual(content);
});

test("t2 a picture is refused before it takes the room of what people write; what was sent makes room first", async () => {
  const { store } = await begin(here);
  const pictures = await store.pictures();
  const id = await taken(pictures);
  await until(() => sent(pictures, id));
  here.quota.usage = here.quota.quota - reserve - 1000;
  await expect(pictures.hold(patient, shot, {})).rejects.toThrow(DiskFull);
  expect(one(pictures, id)).toBeUndefined();
  expect(await store.create("note", patient, { words: "Written all the same." })).toBeTruthy();
});

test("t2 a disk that is full in the middle leaves nothing by halves", async () => {
  const { store } = await begin(here);
  const pictures = await store.pictures();
  here.disk.full = true;
  await expect(pictures.hold(patient, shot, {})).rejects.toThrow(DiskFull);
  here.disk.full = false;
  expect(pictures.here.value).toEqual([]);
  const id = await taken(pictures);
  expect(await bytesOf(pictures, id)).toEqual(content);
});

test("r9 at the end of its grant a bundle takes what was sent with it, locked or not; what was not sent stays", async () => {
  const { store } = await begin(here);
  const pictures = await store.pictures();
  const first = await taken(pictures);
  await until(() => sent(pictures, first));
  here.server.bundle(patient).grantEnd = new Date(here.time() + 10 * minute).toISOString();
  here.server.write(patient, { kind: "goal", id: goal, patient, part: "core", fields: { words: "Walk" } });
  await here.pass(minute);
  here.server.faults.offline = true;
  const second = await taken(pictures);
  await here.pass(31 * minute);
  const other = here.tab();
  await other.store.start();
  await settle();
  const after = await (await again(here)).store.pictures();
  expect(after.here.value.map(({ id }) => id)).toEqual([second]);
});

test("a colleague's picture opens with coverage, is kept in memory alone, and says why where it does not", async () => {
  const { store } = await begin(here);
  const pictures = await store.pictures();
  const id = "01936f00-0000-7000-8000-00000000aa01";
  const fields = { what: "wound", bytes: content.length, sha256: "", staff: never };
  here.server.write(patient, { kind: "attachment", id, patient, part: "more", fields });
  expect(await bytesOf(pictures, id)).toBe("not-here");
  here.server.pictures.content.set(id, content);
  here.server.faults.offline = true;
  expect(await bytesOf(pictures, id)).toBe("offline");
  here.server.faults.offline = false;
  expect(await bytesOf(pictures, id)).toEqual(content);
  here.server.faults.offline = true;
  expect(await bytesOf(pictures, id)).toEqual(content);
  expect(await bytesOf(await (await again(here)).store.pictures(), id)).toBe("offline");
});

test("a picture that was taken and not kept can be let go, and leaves nothing", async () => {
  const { store } = await begin(here);
  const pictures = await store.pictures();
  const id = await pictures.hold(patient, shot, {});
  await pictures.letGo(id);
  expect(pictures.here.value).toEqual([]);
  expect(await dump()).toEqual({ pictures: [], pieces: [] });
});

/** All rows of the pictures' database, as they are on the disk. */
async function dump(): Promise<{ pictures: unknown[]; pieces: unknown[] }> {
  const name = (await here.factory.databases()).find((one) => one.name?.endsWith("-pictures"))?.name ?? "";
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = here.factory.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const all = (store: string) =>
    new Promise<unknown[]>((resolve) => {
      const request = db.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
    });
  const found = { pictures: await all("pictures"), pieces: await all("pieces") };
  db.close();
  return found;
}
