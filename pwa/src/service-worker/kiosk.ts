/**
 * The kiosk, kept so that people can answer with no network at all: a worker, a scope and a cache of its own, beside the clinical app's and without a file
 * of it. Nothing that anybody answers is ever in its cache: of /api/ only what this place recorded to be heard, which the page put there (kiosk/sounds.ts).
 */
declare const self: ServiceWorkerGlobalScope;

/** Where the browser has static routes; TypeScript does not know them yet. */
type Routed = ExtendableEvent & { addRoutes?(rule: object): Promise<void> };

export type {};

// Both are filled in by the build: see vite.kiosk.config.ts.
const files = "__PRECACHE_FILES__".split(" ");
const shell = "kiosk-__PRECACHE_VERSION__";
const sounds = "kiosk-sounds";

self.addEventListener("install", (event) => {
  // What is asked of this worker is asked of nobody beside it: Chromium may else race each opening against the network, which here may be gone or dear.
  (event as Routed).addRoutes?.({ condition: { requestMode: "navigate" }, source: "fetch-event" })?.catch(() => undefined);
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));
// A new version takes over when nobody is answering: the page says when.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const file = event.request.mode === "navigate" ? (isKiosk(url.pathname) ? "/kiosk.html" : null) : url.pathname;
  if (file && files.includes(file)) event.respondWith(held(file, event.request));
  // The page's own taking of a sound names its permit and goes to the network; what plays it cannot, and is answered from here.
  else if (url.pathname.startsWith("/api/v1/feedback/kiosk/recordings/") && !event.request.headers.has("X-Kiosk"))
    event.respondWith(sound(url.pathname, event.request));
});

function isKiosk(path: string): boolean {
  return path === "/kiosk" || path.startsWith("/kiosk/");
}

async function install(): Promise<void> {
  const cache = await caches.open(shell);
  await Promise.all(
    files.map(async (file) => {
      const response = await fetch(file, { cache: "no-cache", credentials: "omit" });
      if (!response.ok || response.redirected) throw new Error(`${file}: ${response.status}`);
      await cache.put(file, response);
    }),
  );
}

async function activate(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith("kiosk-") && name !== shell && name !== sounds);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function held(file: string, request: Request): Promise<Response> {
  return (await (await caches.open(shell)).match(file)) ?? fetch(request);
}

/** A kept recording; a part of it where one is asked for, as players do. */
async function sound(path: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(sounds)).match(path, { ignoreVary: true });
  if (!kept) return Response.error();
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!asked) return kept;
  const whole = await kept.blob();
  const from = Number(asked[1]);
  const to = Math.min(asked[2] ? Number(asked[2]) : whole.size - 1, whole.size - 1);
  if (from > to) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${whole.size}` } });
  const headers = { "Content-Type": kept.headers.get("Content-Type") ?? whole.type, "Content-Range": `bytes ${from}-${to}/${whole.size}` };
  return new Response(whole.slice(from, to + 1), { status: 206, headers });
}
