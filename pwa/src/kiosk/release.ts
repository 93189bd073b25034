/** Lets answers leave that wait on a tablet whose kiosk is not open: the clinical app calls it with coverage. It sends them, and reads nothing of them. */
import { openDisk } from "./disk";
import { london } from "./turn";
import { send } from "./wire";

/** Held, shared, by every open kiosk page. */
export const kioskLock = "kiosk";

export async function release(locks: Pick<LockManager, "request"> | null): Promise<void> {
  await locks?.request(kioskLock, { ifAvailable: true }, async (free) => {
    if (!free) return;
    const disk = await openDisk(indexedDB);
    const permit = await disk.permit();
    if (permit)
      await send(
        (input, init) => fetch(input, init),
        disk,
        permit,
        london(Date.now()),
        () => Math.random(),
        null,
      );
    disk.close();
  });
}
