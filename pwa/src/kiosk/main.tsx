import { hydrate } from "preact";
import { openDisk, type Permit } from "./disk";
import { Kiosk } from "./Kiosk";
import { others, tongues } from "./languages";
import { kioskLock } from "./release";
import { createTurn } from "./turn";

/** The clinical app leaves a token here and goes; it is taken once. */
function handedOver(): { permit: Permit; language: string | null } | null {
  const left = sessionStorage.getItem("kiosk");
  sessionStorage.removeItem("kiosk");
  try {
    const given = JSON.parse(left ?? "null");
    if (typeof given?.token !== "string") return null;
    const language = [...tongues, ...others].some((one) => one.language === given.language) ? given.language : null;
    return { permit: { kind: "visit", token: given.token, used: false, ask: given.ask ?? null }, language };
  } catch {
    return null;
  }
}

const hash = location.hash.slice(1);
if (location.hash || location.pathname !== "/kiosk") history.replaceState(null, "", "/kiosk");

// While this page stands nobody else sends from its disk: what is on the screen may still be taken back.
void navigator.locks?.request(kioskLock, { mode: "shared" }, () => new Promise(() => undefined));

let waiting: ServiceWorker | null = null;
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  void navigator.serviceWorker.register("/kiosk-worker.js", { scope: "/kiosk" }).then(
    (found) => {
      const look = () => {
        waiting = found.waiting;
      };
      look();
      found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));
    },
    () => undefined,
  );
}

const turn = createTurn({
  disk: openDisk(indexedDB),
  fetch: (input, init) => fetch(input, init),
  wall: () => Date.now(),
  chance: () => Math.random(),
  handedOver,
  tapped: hash === "more" || tongues.some((one) => one.language === hash) ? hash : null,
  quiet() {
    if (!waiting) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take-over");
    waiting = null;
  },
});
for (const kind of ["pointerdown", "keydown", "input", "scroll"] as const) addEventListener(kind, turn.touch, { capture: true, passive: true });
document.addEventListener("visibilitychange", turn.beat);
addEventListener("online", () => void turn.refresh());
setInterval(turn.beat, 1000);
hydrate(<Kiosk turn={turn} leave={() => location.replace("/")} />, document.getElementById("kiosk")!);
void turn.start();
