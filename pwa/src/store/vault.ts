/**
 * Sealing. Every value on the disk is AES-GCM under one data key, bound to the row in which it stands. The data key is in memory only and cannot be
 * exported; on the disk it is wrapped by a key that PBKDF2 makes of the PIN (T4, T5).
 */
import type { Bytes } from "../lib/sha";

/** OWASP's floor for PBKDF2-HMAC-SHA-256 is 600,000 rounds; a faster machine takes more, up to about a tenth of a second. */
const roundsFloor = 600_000;
const roundsCeiling = 1_200_000;
const wantedMilliseconds = 100;

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** The data key as the disk has it. */
export interface Wrapped {
  salt: Bytes;
  rounds: number;
  iv: Bytes;
  key: Bytes;
}

export class Damaged extends Error {}

export interface Vault {
  /** 12 bytes of iv, then ciphertext and tag. `row` names where it stands: moved elsewhere it does not open. */
  seal(row: string, plain: Bytes | string): Promise<Bytes>;
  open(row: string, sealed: Bytes): Promise<Bytes>;
  openText(row: string, sealed: Bytes): Promise<string>;
}

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

function vault(key: CryptoKey): Vault {
  async function open(row: string, sealed: Bytes): Promise<Bytes> {
    try {
      const iv = sealed.subarray(0, 12);
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(row) }, key, sealed.subarray(12)));
    } catch {
      throw new Damaged(row);
    }
  }
  return {
    open,
    async seal(row, plain) {
      const iv = random(12);
      const bytes = typeof plain === "string" ? utf8.encode(plain) : plain;
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(row) }, key, bytes));
      const out = new Uint8Array(12 + sealed.length);
      out.set(iv);
      out.set(sealed, 12);
      return out;
    },
    async openText(row, sealed) {
      return text.decode(await open(row, sealed));
    },
  };
}

async function fromPin(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", utf8.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const kind = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, material, kind, false, ["wrapKey", "unwrapKey"]);
}

/** How many rounds this machine does in the wanted time, never below the floor. `clock` is monotonic, in milliseconds. */
export async function calibrate(clock: () => number): Promise<number> {
  const tried = 100_000;
  const start = clock();
  await fromPin("calibration", random(16), tried);
  const fit = (tried * wantedMilliseconds) / Math.max(clock() - start, 1);
  return Math.round(Math.min(Math.max(fit, roundsFloor), roundsCeiling));
}

/** A new data key, and how the disk shall keep it. */
export async function found(pin: string, rounds: number): Promise<{ vault: Vault; wrapped: Wrapped }> {
  const salt = random(16);
  const iv = random(12);
  const wrapping = await fromPin(pin, salt, rounds);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = { salt, rounds, iv, key: new Uint8Array(await crypto.subtle.wrapKey("raw", key, wrapping, { name: "AES-GCM", iv })) };
  return { vault: await reopen(wrapping, wrapped), wrapped };
}

/** The vault, or `null` where this is not the PIN. */
export async function unlock(pin: string, wrapped: Wrapped): Promise<Vault | null> {
  const wrapping = await fromPin(pin, wrapped.salt, wrapped.rounds);
  return reopen(wrapping, wrapped).catch(() => null);
}

async function reopen(wrapping: CryptoKey, { key, iv }: Wrapped): Promise<Vault> {
  return vault(await crypto.subtle.unwrapKey("raw", key, wrapping, { name: "AES-GCM", iv }, "AES-GCM", false, ["encrypt", "decrypt"]));
}

/** Why a PIN will not do, in words, or `null`. */
export function weakness(pin: string): string | null {
  if (!/^\d{6,}$/.test(pin)) return "Use 6 digits or more.";
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  if (steps.size === 1 && [-1, 0, 1].includes([...steps][0]!)) return "That is easy to guess. Choose digits that do not run in a row.";
  return null;
}
