/**
 * The other half of the session's key. The cookie is in the browser whether the tablet is open or locked; this is in memory only while somebody's key is,
 * and sealed on the disk beside what it guards. Made before a sign-in, sent with it and with every request after it: so whoever holds a locked tablet, a
 * patient too, has a cookie that opens nothing.
 */
import type { Bytes } from "../lib/sha";
import type { Database } from "./database";
import type { Vault } from "./vault";

const row = "proof";

function made(): string {
  const bytes: Bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

export type Proof = ReturnType<typeof proofs>;

export function proofs() {
  let held: string | null = null;
  /** It is on no disk yet: who signed in has still to open or to found the vault. */
  let isNew = false;

  return {
    /** As it goes with a request. */
    get: () => held,
    /** A new one for a sign-in. What is answered takes it back, where the sign-in failed. */
    begin(): () => void {
      const before = { held, isNew };
      held = made();
      isNew = true;
      return () => {
        ({ held, isNew } = before);
      };
    },
    /** The vault is open: a new one is sealed in it, else the one in it is taken out. Where the disk is full the new one stays in memory. */
    async settle(db: Database, vault: Vault, kept?: Bytes): Promise<void> {
      if (isNew && held) {
        const sealed = await vault.seal(row, held);
        await db.put("proof", sealed, "strict").then(
          () => {
            isNew = false;
          },
          () => undefined,
        );
        return;
      }
      await this.again(db, vault, kept);
    },
    /**
     * Another tab signed in: its proof is this one's too. Where this one's own sign-in is on its way, or found no room on the disk, it has a newer one.
     * `kept`: what is known to be on the disk.
     */
    async again(db: Database, vault: Vault, kept?: Bytes): Promise<void> {
      const sealed = kept ?? (await db.get("proof"));
      const found = sealed ? await vault.openText(row, sealed).catch(() => null) : null;
      if (!isNew) held = found;
    },
    /** The key is gone, and this with it; one that a sign-in has just made stays for whoever it is. */
    drop(): void {
      if (!isNew) held = null;
    },
  };
}
