import { expect, test } from "vitest";
import type { Permit } from "./disk";
import { keepSounds, soundAt } from "./sounds";

const permit: Permit = { kind: "device", secret: "of-this-kiosk", ask: null };

/** A cache as the browser has it, by address. */
function cacheOf(...addresses: string[]) {
  const held = new Map(addresses.map((at) => [`http://kiosk.test${at}`, new Response(at)]));
  const name = (key: RequestInfo | URL) => new URL(key instanceof Request ? key.url : String(key), "http://kiosk.test").href;
  return {
    held,
    keys: async () => [...held.keys()].map((url) => new Request(url)),
    match: async (key: RequestInfo | URL) => held.get(name(key)),
    put: async (key: RequestInfo | URL, answer: Response) => void held.set(name(key), answer),
    delete: async (key: RequestInfo | URL) => held.delete(name(key)),
  };
}

test("takes what is missing with its permit and without a cookie, and lets go of what is no longer wanted", async () => {
  const cache = cacheOf(soundAt("old"), soundAt("here"));
  const asked: [string, RequestInit][] = [];
  const fetch = async (at: string, init: RequestInit) => {
    asked.push([at, init]);
    return new Response("sound");
  };
  const here = await keepSounds(cache, fetch, permit, { bn: { language: "new", fft: "here" } });
  expect([...here].sort()).toEqual(["here", "new"]);
  expect([...cache.held.keys()].map((url) => url.split("/").at(-1)).sort()).toEqual(["here", "new"]);
  expect(asked.map(([at]) => at)).toEqual([soundAt("new")]);
  expect(asked[0]![1].credentials).toBe("omit");
  expect(new Headers(asked[0]![1].headers).get("X-Kiosk")).toBe("of-this-kiosk");
});

test("what cannot be had is not here, and keeps nothing else from coming", async () => {
  const cache = cacheOf();
  const fetch = async (at: string) => {
    if (at.endsWith("lost")) throw new TypeError("no network");
    return at.endsWith("gone") ? new Response(null, { status: 404 }) : new Response("sound");
  };
  expect([...(await keepSounds(cache, fetch, permit, { so: { who: "lost", fft: "gone", language: "came" } }))]).toEqual(["came"]);
});
