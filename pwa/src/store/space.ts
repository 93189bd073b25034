/** Room on the disk (T2, T6): asked to be kept, measured, and bulk refused before edits are. */
import type { Ports } from "./ports";

/** Left free for what people write, whatever else wants to come in; bytes. */
export const reserve = 24 << 20;

export interface Room {
  usage: number;
  quota: number;
  persisted: boolean;
}

export async function measure(storage: Ports["storage"]): Promise<Room | null> {
  if (!storage) return null;
  try {
    const { usage = 0, quota = 0 } = await storage.estimate();
    return { usage, quota, persisted: await storage.persisted() };
  } catch {
    return null;
  }
}

/** Asks for storage that is not evicted; a browser may say no, and the diagnostics tell. */
export async function keep(storage: Ports["storage"]): Promise<boolean> {
  try {
    return (await storage?.persist()) ?? false;
  } catch {
    return false;
  }
}

export class NoRoom extends Error {}

/** Whether bulk may come in: measured once, then counted, for a measurement costs more than a frame. */
export function bulkGate(storage: Ports["storage"]): (bytes: number) => Promise<boolean> {
  let left: number | null = null;
  return async (bytes) => {
    if (left === null) {
      const room = await measure(storage);
      left = room && room.quota > 0 ? room.quota - room.usage - reserve : Number.POSITIVE_INFINITY;
    }
    left -= bytes;
    return left >= 0;
  };
}
