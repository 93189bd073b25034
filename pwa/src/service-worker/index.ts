/**
 * The shell, kept so that the app opens with no network at all. Nothing of the record is ever in its caches: /api/ goes to the network only.
 * A new version is fetched whole beside the old one and waits; it takes over when a person taps (never by itself, never under anyone's hands).
 */
declare const self: ServiceWorkerGlobalScope;

/** Where the browser has static routes; TypeScript does not know them yet. */
type Routed = ExtendableEvent & { addRoutes?(rule: object): Promise<void> };

export type {};

// Both are filled in by the build: see vite.config.ts.
const files = "__PRECACHE_FILES__".split(" ");
const shell = "alongside-__PRECACHE_VERSION__";

self.addEventListener("install", (event) => {
  // What is asked of this worker is asked of nobody beside it: Chromium may else race each opening against the network, which here may be gone or dear.
  (event as Routed).addRoutes?.({ condition: { requestMode: "navigate" }, source: "fetch-event" })?.catch(() => undefined);
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    if (belongsToTheApp(url.pathname)) event.respondWith(fromShell("/index.html", event.request));
  } else if (files.includes(url.pathname) || url.pathname.startsWith("/assets/")) event.respondWith(fromShell(url.pathname, event.request));
});

function belongsToTheApp(path: string): boolean {
  return !path.startsWith("/api/") && path !== "/healthz" && path !== "/readyz" && path !== "/kiosk" && !path.startsWith("/kiosk/");
}

/** Hashed files that an older version already holds are copied, not fetched again: an update costs only what changed. */
async function install(): Promise<void> {
  const cache = await caches.open(shell);
  await Promise.all(
    files.map(async (file) => {
      const held = file.startsWith("/assets/") ? await caches.match(file) : undefined;
      const response = held ?? (await fetch(file, { cache: "no-cache", credentials: "same-origin" }));
      if (!response.ok || response.redirected) throw new Error(`${file}: ${response.status}`);
      await cache.put(file, response);
    }),
  );
}

/** The version before this one stays until the next: another tab may still run it and ask for a part that it had not loaded yet. */
async function activate(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith("alongside-") && name !== shell);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromShell(file: string, request: Request): Promise<Response> {
  const held = (await (await caches.open(shell)).match(file)) ?? (await caches.match(file));
  return held ?? fetch(request);
}
