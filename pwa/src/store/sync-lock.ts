/**
 * One loop per tablet, however many tabs (T6). A tab holds the lock for one round and says every second that it lives; a holder that was silent for five
 * seconds is robbed of it. That it may still be at work is harmless: every write compares what it was made for (shelf.ts, queue.ts).
 */
import type { Ports } from "./ports";

const silence = 5_000;
const beat = 1_000;

export interface SyncLock {
  /** Runs `work` alone; answers `null` where another tab is at it and alive. `signal` aborts when the lock was taken away. */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
  /** Another tab says that it is at work. */
  heard(): void;
}

export function syncLock(ports: Pick<Ports, "locks" | "later" | "steady">, name: string, alive: () => void): SyncLock {
  let busy = false;
  let heardAt = Number.NEGATIVE_INFINITY;

  async function held<T>(work: (signal: AbortSignal) => Promise<T>, lost: AbortController): Promise<T> {
    let stop: () => void = () => undefined;
    const tell = () => {
      alive();
      stop = ports.later(tell, beat);
    };
    tell();
    try {
      return await work(lost.signal);
    } finally {
      stop();
    }
  }

  async function request<T>(work: (signal: AbortSignal) => Promise<T>, how: LockOptions): Promise<T | "taken"> {
    const lost = new AbortController();
    let ended = false;
    let result: T | "taken" = "taken";
    try {
      await ports.locks!.request(name, how, async (lock) => {
        if (!lock) return;
        try {
          result = await held(work, lost);
        } finally {
          ended = true;
        }
      });
    } catch (error) {
      // What the work threw, or, where it is still at it, the news that the lock was taken away.
      if (!ended) lost.abort(error);
      throw error;
    }
    return result;
  }

  return {
    heard() {
      heardAt = ports.steady();
    },
    async run(work) {
      if (busy) return null;
      busy = true;
      try {
        if (!ports.locks) return await held(work, new AbortController());
        const asked = ports.steady();
        const first = await request(work, { ifAvailable: true });
        if (first !== "taken") return first;
        await new Promise<void>((resolve) => void ports.later(resolve, silence));
        if (heardAt > asked) return null;
        const second = await request(work, { steal: true });
        return second === "taken" ? null : second;
      } finally {
        busy = false;
      }
    },
  };
}
