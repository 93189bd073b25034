import { expect, test } from "vitest";
import { aWorldForEachTest, here } from "./testing/here";
import { again, begin, goal, pin, settle, view } from "./testing/world";

const minute = 60_000;
const here_ = "/visit/01936f00-0000-7000-8000-000000000001/01936f00-0000-7000-8000-000000000501";
aWorldForEachTest();

/** What the server answers to who has only the cookie: the address bar, or a script of the kiosk. */
const byCookieAlone = (path: string) => here.server.fetch(`/api/v1${path}`, { method: "POST", body: "{}", headers: {} });
const proofs = () => here.factory.databases();

async function ready() {
  const tablet = await begin(here);
  await here.pass(minute);
  await settle();
  expect(tablet.store.tokens.value).toBe(10);
  return tablet;
}

test("with coverage tokens come by themselves, once, and lie sealed", async () => {
  await ready();
  await here.pass(10 * minute);
  expect(here.server.requests.filter((one) => one.path === "/feedback/tokens")).toHaveLength(1);
  const [name] = (await proofs()).map((one) => one.name).filter((one) => one !== "alongside");
  const db = await new Promise<IDBDatabase>((yes) => {
    const asked = here.factory.open(name!);
    asked.onsuccess = () => yes(asked.result);
  });
  const rows = await new Promise<unknown[]>((yes) => {
    const asked = db.transaction("meta").objectStore("meta").getAll();
    asked.onsuccess = () => yes(asked.result);
  });
  db.close();
  const bytes = rows.filter((row) => row instanceof Uint8Array).map((row) => new TextDecoder("latin1").decode(row as Uint8Array));
  expect(bytes.length).toBeGreaterThan(2);
  expect(bytes.join()).not.toMatch(/token-|Blue team/);
});

test("handing over locks hard before the kiosk stands, and gives it a token, what is asked and a language, nothing else", async () => {
  const tablet = await ready();
  await view(tablet.store, "goal", goal);
  const phases: string[] = [];
  const open = tablet.ports.kiosk.open;
  tablet.ports.kiosk.open = (given) => {
    phases.push(tablet.store.session.value.phase);
    open(given);
  };
  expect(await tablet.store.handOver(here_, "so")).toBe(true);
  expect(phases).toEqual(["locked"]);
  expect(tablet.store.session.value).toMatchObject({ phase: "locked", soft: false });
  expect(tablet.store.index.value).toEqual([]);
  const given = JSON.parse(tablet.kiosk[0]!);
  expect(Object.keys(given).sort()).toEqual(["ask", "language", "token"]);
  expect(tablet.kiosk[0]).not.toContain("01936f00");
});

test("a token is given once, also when the tablet was killed right after", async () => {
  const first = await ready();
  await first.store.handOver(here_, null);
  const { store, kiosk } = await again(here);
  await store.handOver(here_, null);
  expect(JSON.parse(kiosk[0]!).token).not.toBe(JSON.parse(first.kiosk[0]!).token);
});

test("the PIN leads back to where one was, once", async () => {
  const { store } = await ready();
  await store.handOver(here_, null);
  const next = await again(here);
  expect(next.store.cameBack.value).toBe(here_);
  next.store.lock();
  await settle();
  await next.store.unlock(pin);
  expect(next.store.cameBack.value).toBeNull();
});

test("it works without coverage, and without a token it says so and locks nothing", async () => {
  const tablet = await ready();
  here.server.faults.offline = true;
  for (let i = 0; i < 10; i++) {
    expect(await tablet.store.handOver(here_, null)).toBe(true);
    await tablet.store.unlock(pin);
  }
  expect(new Set(tablet.kiosk.map((given) => JSON.parse(given).token)).size).toBe(10);
  expect(tablet.store.tokens.value).toBe(0);
  expect(await tablet.store.handOver(here_, null)).toBe(false);
  expect(tablet.store.session.value.phase).toBe("open");
});

test("the cookie alone opens nothing: not while the tablet is open, and not in a patient's hands", async () => {
  const { store } = await ready();
  expect((await byCookieAlone("/sync/check")).status).toBe(401);
  await store.handOver(here_, null);
  expect((await byCookieAlone("/sync/check")).status).toBe(401);
  expect((await byCookieAlone("/feedback/asked")).status).toBe(401);
});

test("after the PIN everything goes on as before, also from the disk of a killed tablet, and in a second tab that another signs in for", async () => {
  const { store } = await ready();
  await store.handOver(here_, null);
  const back = await again(here);
  await back.store.syncNow();
  expect(back.store.status.value.state).toBe("up-to-date");
  here.server.faults.signedOut = true;
  await back.store.syncNow();
  expect(back.store.status.value.state).toBe("sign-in-again");
  const other = await again(here);
  expect((await other.store.signIn("kemi", "right")).ok).toBe(true);
  await settle();
  await back.store.syncNow();
  await settle();
  await here.pass(minute);
  expect(back.store.status.value.state).toBe("up-to-date");
});

test("a wrong password leaves the proof of the session that holds", async () => {
  const { store } = await ready();
  expect((await store.signIn("kemi", "wrong")).ok).toBe(false);
  here.server.faults.signedOut = false;
  await store.syncNow();
  expect(store.status.value.state).toBe("up-to-date");
});
