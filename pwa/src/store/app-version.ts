/** The app's own version: a new one is fetched beside this one and waits; it loads when a person taps, and never by itself. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ports } from "./ports";

/** A look for a new version costs a request: at most so often; milliseconds. */
const lookEvery = 3600_000;

export interface AppVersion {
  readonly waits: ReadonlySignal<boolean>;
  begin(): Promise<void>;
  look(): void;
  use(): void;
}

export function appVersion(ports: Pick<Ports, "serviceWorker" | "reload" | "steady">): AppVersion {
  const waits = signal(false);
  let registration: ServiceWorkerRegistration | null = null;
  let looked = ports.steady();

  async function begin(): Promise<void> {
    const found = await ports.serviceWorker();
    registration = found;
    if (!found) return;
    const seen = () => {
      // The very first worker is no news: there was no older version to replace.
      waits.value = found.waiting !== null && found.active !== null;
    };
    const follow = () => found.installing?.addEventListener("statechange", seen);
    seen();
    follow();
    found.addEventListener("updatefound", follow);
  }

  return {
    waits,
    begin,
    look() {
      if (!registration || ports.steady() - looked < lookEvery) return;
      looked = ports.steady();
      void registration.update().catch(() => undefined);
    },
    use() {
      const worker = registration?.waiting;
      if (!worker) return;
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") ports.reload();
      });
      worker.postMessage("take-over");
    },
  };
}
