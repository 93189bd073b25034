import { expect, test } from "vitest";
import { appVersion } from "./app-version";

/** A service worker's registration, in hand. */
function registered(active: boolean) {
  const registration = Object.assign(new EventTarget(), {
    active: active ? {} : null,
    installing: null as EventTarget | null,
    waiting: null as unknown,
  });
  const worker = Object.assign(new EventTarget(), {
    state: "installing",
    posted: [] as unknown[],
    postMessage: (what: unknown) => worker.posted.push(what),
  });
  const state = { reloads: 0 };
  const version = appVersion({ serviceWorker: async () => registration as never, reload: () => void state.reloads++, steady: () => 0 });
  return {
    state,
    worker,
    version,
    arrives() {
      registration.installing = worker;
      registration.dispatchEvent(new Event("updatefound"));
      registration.installing = null;
      registration.waiting = worker;
      worker.state = "installed";
      worker.dispatchEvent(new Event("statechange"));
    },
    activates() {
      worker.state = "activated";
      worker.dispatchEvent(new Event("statechange"));
    },
  };
}

test("a new version waits and is told; it takes over and loads only after a tap", async () => {
  const here = registered(true);
  await here.version.begin();
  expect(here.version.waits.value).toBe(false);
  here.arrives();
  expect(here.version.waits.value).toBe(true);
  here.activates();
  expect(here.state.reloads).toBe(0);
  here.version.use();
  expect(here.worker.posted).toEqual(["take-over"]);
  here.activates();
  expect(here.state.reloads).toBe(1);
});

test("the very first version is no news", async () => {
  const here = registered(false);
  await here.version.begin();
  here.arrives();
  expect(here.version.waits.value).toBe(false);
});
