/** What is held, in 32 hex digits (PROTOCOL §7): where both sides have the same, both mean the same. */
import { hex, sha256 } from "../lib/sha";
import type { Held } from "./database";

export function digestOf(held: Iterable<Pick<Held, "bundle" | "parts" | "rev" | "chain8" | "grantEnd">>): string {
  const lines = [...held].map((one) => `${one.bundle} ${[...one.parts].sort().join(",")} ${one.rev} ${one.chain8} ${one.grantEnd ?? "-"}\n`);
  return hex(sha256(lines.sort().join("")).subarray(0, 16));
}
