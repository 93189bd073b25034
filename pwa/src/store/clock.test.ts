import { expect, test } from "vitest";
import { clock } from "./clock";
import { aWorldForEachTest, here } from "./testing/here";
import { begin } from "./testing/world";

const minute = 60_000;
aWorldForEachTest();

const hour = 3_600_000;
const server = Date.parse("2026-11-23T09:00:00.000Z");

/** A device's clock and a steady one, both in hand. */
function device(wall: number) {
  const state = { wall, steady: 0 };
  return {
    make: (saved?: Parameters<typeof clock>[2]) =>
      clock(
        () => state.wall,
        () => state.steady,
        saved,
      ),
    pass(milliseconds: number) {
      state.wall += milliseconds;
      state.steady += milliseconds;
    },
    set(wall: number) {
      state.wall = wall;
    },
    restart() {
      state.steady = 0;
    },
  };
}

test("m7 a clock an hour fast is corrected by what the server said", () => {
  const tablet = device(server + hour);
  const time = tablet.make();
  time.contact(new Date(server).toISOString());
  tablet.pass(60_000);
  expect(time.stamp()).toEqual({ made_at: "2026-11-23T09:01:00.000Z", clock_jumped: false });
});

test("m7 a clock set back while the app runs goes on from where it was, and says about", () => {
  const tablet = device(server);
  const time = tablet.make();
  time.contact(new Date(server).toISOString());
  tablet.pass(60_000);
  expect(time.stamp().made_at).toBe("2026-11-23T09:01:00.000Z");
  tablet.set(Date.parse("2020-01-01T00:00:00.000Z"));
  expect(time.stamp()).toEqual({ made_at: "2026-11-23T09:01:00.000Z", clock_jumped: true });
  tablet.pass(30_000);
  expect(time.stamp()).toEqual({ made_at: "2026-11-23T09:01:30.000Z", clock_jumped: true });
});

test("m7 a tablet that woke up in 2020 stamps nothing before its last contact", () => {
  const tablet = device(server);
  const time = tablet.make();
  time.contact(new Date(server).toISOString());
  tablet.set(Date.parse("2020-01-01T00:00:00.000Z"));
  tablet.restart();
  const woken = tablet.make({ ...time.state });
  expect(woken.stamp()).toEqual({ made_at: "2026-11-23T09:00:00.000Z", clock_jumped: true });
  expect(woken.contact(new Date(server + hour).toISOString())).toBe(true);
  expect(woken.stamp()).toEqual({ made_at: new Date(server + hour).toISOString(), clock_jumped: false });
});

test("m7 a stamp is never before that of what was seen, nor before the device's previous change", () => {
  const tablet = device(server);
  const time = tablet.make();
  time.contact(new Date(server).toISOString());
  expect(time.stamp("2026-11-23T09:00:05.000Z").made_at).toBe("2026-11-23T09:00:05.000Z");
  expect(time.stamp().made_at).toBe("2026-11-23T09:00:05.000Z");
});

test("m7 a clock that was far ahead for a while does not hold later stamps in the future", () => {
  const tablet = device(server);
  const time = tablet.make();
  time.contact(new Date(server).toISOString());
  tablet.set(server + 400 * 24 * hour);
  expect(time.stamp().made_at > "2027").toBe(true);
  tablet.set(server + hour);
  expect(time.contact(new Date(server + hour).toISOString())).toBe(true);
  expect(time.stamp().made_at).toBe("2026-11-23T10:00:00.000Z");
});

test("m7 the time of an act is right from the first contact on, and right after a sleep", async () => {
  here.setClock(-6 * 365 * 24 * 60 * minute);
  const tablet = await begin(here);
  const off = () => Math.abs(tablet.store.now.value.getTime() - here.time());
  expect(off()).toBeLessThan(1_000);
  await here.pass(14_000);
  tablet.happens("touched");
  expect(off()).toBeLessThan(1_000);
});
