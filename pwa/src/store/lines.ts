/** Lines (PROTOCOL §2): canonical JSON, the sum of a part, and the lines that a client makes itself after a push (§6). */
import { groupNamed, touched as touchedBy } from "../api/groups";
import { type Group, groups, type Kind, parts } from "../api/kinds";
import { type Bytes, sha256 } from "../lib/sha";
import type { Stamp } from "./contract";
import type { Change, Landed, Line, Values } from "./wire";

/** Canonical JSON: keys sorted by code unit, no white space, strings and numbers as `JSON.stringify` prints them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || canonical(a ?? null) === canonical(b ?? null);
}

/** Puts a line's hash into a sum, or takes it out: XOR does both. */
export function xorInto(sum: Bytes, hash: Uint8Array): void {
  for (let i = 0; i < 32; i++) sum[i]! ^= hash[i]!;
}

export function sumOf(lines: Iterable<Uint8Array | string>): Bytes {
  const sum = new Uint8Array(32);
  for (const line of lines) xorInto(sum, sha256(line));
  return sum;
}

export function fieldsOf(kind: string, group: string): readonly string[] {
  return groupNamed(kind, group)?.fields ?? [];
}

/** The group to which all of these fields belong, or `null`. */
export function groupOf(kind: string, fields: Iterable<string>): string | null {
  const wanted = [...fields];
  for (const [name, group] of Object.entries(groups[kind as Kind] ?? {})) if (wanted.every((field) => group.fields.includes(field))) return name;
  return wanted.length === 1 && groupNamed(kind, wanted[0]!) ? wanted[0]! : null;
}

/** A group's values in a record, every field of it, `null` where it was never set. */
export function valuesOf(kind: string, group: string, fields: Values): Values {
  return Object.fromEntries(fieldsOf(kind, group).map((field) => [field, fields[field] ?? null]));
}

/** Text in NFC, whole and finite numbers of at most six decimals, as the wire asks for them (§1, §2). */
export function normal(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (typeof value === "number") return Math.round(value * 1e6) / 1e6 || 0;
  if (Array.isArray(value)) return value.map(normal);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normal(item)]));
  return value ?? null;
}

function isSet(policy: string, value: unknown): value is string[] {
  return policy === "set" && Array.isArray(value);
}

/** A group's values as the engine holds them: every field of it, sets sorted and without repeats. */
function whole(group: Group, fields: Values): Values {
  return Object.fromEntries(
    group.fields.map((field) => {
      const value = fields[field] ?? null;
      return [field, isSet(group.policy, value) ? [...new Set(value)].sort() : value];
    }),
  );
}

/** The line that a change which ended `applied` made of the record before it (§6): what the server has, without asking. */
export function landed(before: Line | undefined, change: Change, ending: Landed): Line {
  const touched = touchedBy(change.kind, Object.keys(change.set));
  const about = change.clock_jumped ? { about: true } : {};
  const stamp: Stamp = { at: ending.at, by: change.author, change: change.id, ...about };
  if (!before) {
    const given = touched.flatMap(([, group]) => Object.entries(whole(group, change.set)).filter(([field]) => field in change.set));
    const { kind, record: id, patient } = change;
    const part = change.part ?? ending.part ?? parts[kind as Kind];
    return {
      kind,
      id,
      patient,
      part,
      rev: ending.rev,
      fields: Object.fromEntries(given),
      stamps: Object.fromEntries(touched.map(([name]) => [name, stamp])),
    };
  }
  let line = before;
  for (const [name, group] of touched) {
    const current = whole(group, line.fields);
    const wanted = whole(group, change.set);
    if (same(current, wanted)) continue;
    const was = Object.values(current).some((value) => value !== null) ? { was: current } : {};
    line = { ...line, rev: ending.rev, fields: { ...line.fields, ...wanted }, stamps: { ...line.stamps, [name]: { ...stamp, ...was } } };
  }
  return line;
}
