import { calibrate } from "./vault";

/** What the store needs of the world around it. Everything else it does is the same in a browser and in a test. */
export interface Ports {
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  indexedDB: IDBFactory;
  /** The device's clock, milliseconds since 1970. */
  wall: () => number;
  /** A clock that only goes forward, milliseconds. */
  steady: () => number;
  /** How many rounds of PBKDF2 guard a new PIN here: what this machine does in a tenth of a second, and OWASP's floor at least. */
  pinRounds: () => Promise<number>;
  /** Between 0 and 1, for jitter. */
  chance: () => number;
  /** Runs `what` after so many milliseconds; the answer cancels it. */
  later: (what: () => void, milliseconds: number) => () => void;
  locks: Pick<LockManager, "request"> | null;
  channel: (name: string) => Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">;
  /** When the frame stands that shows what was just typed; at once where nothing is drawn. */
  painted: () => Promise<void>;
  storage: Pick<StorageManager, "estimate" | "persist" | "persisted"> | null;
  /** Outlives an eviction of the database in most browsers (T6): what this tablet held, nothing of patients. */
  marker: { get(): string | null; set(value: string): void };
  visible: () => boolean;
  /** What the browser thinks; only for a word on the sign-in page. */
  online: () => boolean;
  /** Calls back when the page is shown or hidden, gets focus, comes online, is touched or typed on; the answer stops it. */
  watch: (on: (what: "shown" | "hidden" | "online" | "offline" | "touched") => void) => () => void;
  /** The registration of the service worker, where there is one. */
  serviceWorker: () => Promise<ServiceWorkerRegistration | null>;
  reload: () => void;
  /**
   * The page that a patient holds. `install`: puts it on this tablet for use without coverage; `open`: goes there for good, with what it is given once;
   * `release`: lets answers leave that were given there, since nobody may open it again for weeks.
   */
  kiosk: { install(): Promise<void>; open(given: string): void; release(): Promise<void> };
}

export function browserPorts(): Ports {
  return {
    fetch: (input, init) => fetch(input, init),
    indexedDB,
    wall: () => Date.now(),
    steady: () => performance.now(),
    pinRounds: () => calibrate(() => performance.now()),
    chance: () => Math.random(),
    later(what, milliseconds) {
      const timer = setTimeout(what, milliseconds);
      return () => clearTimeout(timer);
    },
    painted: () =>
      new Promise((done) => {
        if (document.hidden) done();
        else requestAnimationFrame(() => setTimeout(done));
      }),
    locks: navigator.locks ?? null,
    channel: (name) => new BroadcastChannel(name),
    storage: navigator.storage ?? null,
    marker: {
      get: () => localStorage.getItem("alongside"),
      set: (value) => localStorage.setItem("alongside", value),
    },
    online: () => navigator.onLine,
    visible: () => document.visibilityState === "visible",
    watch(on) {
      const gone = new AbortController();
      const options = { signal: gone.signal, passive: true, capture: true };
      const shownOrHidden = () => on(document.visibilityState === "visible" ? "shown" : "hidden");
      document.addEventListener("visibilitychange", shownOrHidden, options);
      addEventListener("pagehide", () => on("hidden"), options);
      addEventListener("focus", (event) => event.target === window && on("shown"), options);
      addEventListener("online", () => on("online"), options);
      addEventListener("offline", () => on("offline"), options);
      for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => on("touched"), options);
      return () => gone.abort();
    },
    async serviceWorker() {
      if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return null;
      return navigator.serviceWorker.register("/service-worker.js").catch(() => null);
    },
    reload: () => location.reload(),
    kiosk: {
      async install() {
        if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
        await navigator.serviceWorker.register("/kiosk-worker.js", { scope: "/kiosk" });
      },
      async open(given) {
        sessionStorage.setItem("kiosk", given);
        // Awake before it is asked: a worker that is slow to start would let the opening go to the network.
        const worker = await navigator.serviceWorker?.getRegistration("/kiosk").catch(() => undefined);
        worker?.active?.postMessage("wake");
        location.replace("/kiosk");
      },
      release: () => import("../kiosk/release").then(({ release }) => release(navigator.locks ?? null)).catch(() => undefined),
    },
  };
}
