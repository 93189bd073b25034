/** Ids are made where the record is made (R1): UUIDv7, or UUIDv5 where there can be only one. */
import { hex, sha1, unhex } from "./sha";

const namespace = unhex("1bfcfda0672b52e5b200e3d64bffc079");
const utf8 = new TextEncoder();

function dashed(bytes: Uint8Array): string {
  const text = hex(bytes.subarray(0, 16));
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/**
 * A maker of UUIDv7: 48 bits of milliseconds, then a counter of 12 bits so that ids of one millisecond, or of a clock that went back, still sort in the
 * order made, then chance. Time and chance come in as arguments.
 */
export function idMaker(now: () => number, chance: (into: Uint8Array<ArrayBuffer>) => void): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const time = Math.floor(now());
    if (time > last) {
      last = time;
      count = 0;
    } else if (++count > 0xfff) {
      last++;
      count = 0;
    }
    const bytes = new Uint8Array(16);
    chance(bytes);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, Math.floor(last / 0x10000));
    view.setUint16(4, last % 0x10000);
    view.setUint16(6, 0x7000 | count);
    view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
    return dashed(bytes);
  };
}

/** The derived id of PROTOCOL §1: `derived("attendance", visit, staff)`. */
export function derived(...names: string[]): string {
  const name = utf8.encode(names.join(":"));
  const input = new Uint8Array(namespace.length + name.length);
  input.set(namespace);
  input.set(name, namespace.length);
  const bytes = sha1(input);
  bytes[6] = 0x50 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return dashed(bytes);
}
