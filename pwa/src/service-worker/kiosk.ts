/**
 * The kiosk, kept so that people can answer with no network at all: a worker, a scope and a cache of its own, beside the clinical app's and without a file
 * of it. Nothing that anybody answers is ever in its cache: /api/ goes to the network only.
 */
declare const self: ServiceWorkerGlobalScope;

/** Where the browser has static routes; TypeScript does not know them yet. */
type Routed = ExtendableEvent & { addRoutes?(rule: object): Promise<void> };

export type {};

// Both are filled in by the build: see vite.kiosk.config.ts.
const files = "__PRECACHE_FILES__".split(" ");
const shell = "kiosk-__PRECACHE_VERSION__";

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
  const older = (await caches.keys()).filter((name) => name.startsWith("kiosk-") && name !== shell);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function held(file: string, request: Request): Promise<Response> {
  return (await (await caches.open(shell)).match(file)) ?? fetch(request);
}
