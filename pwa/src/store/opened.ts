/** One bundle, opened: its lines by part, the hash of each and the sum of each part, so that a delta costs what it changes. */
import { type Bytes, hex, sha256 } from "../lib/sha";
import type { Id } from "./contract";
import { canonical, xorInto } from "./lines";
import { deflate, type Segment, split, unpack } from "./packs";
import type { Gone, Line } from "./wire";

export interface Opened {
  rev: number;
  chain8: string;
  parts: Map<string, { sum: Bytes; lines: Map<Id, { line: Line; hash: Bytes }> }>;
  /** By part and kind: how many records are kept and not in it (R8). */
  outside: Map<string, Record<string, number>>;
}

const utf8 = new TextEncoder();
const text = new TextDecoder();

export const nothing: Opened = { rev: 0, chain8: "", parts: new Map(), outside: new Map() };

/** All live lines; a record that stands in two parts for a moment counts where it was written last. */
export function linesOf(opened: Opened): Line[] {
  const all = new Map<Id, Line>();
  for (const part of opened.parts.values())
    for (const [id, { line }] of part.lines) {
      const other = all.get(id);
      if (!other || other.rev < line.rev) all.set(id, line);
    }
  return [...all.values()];
}

function copy(opened: Opened): Opened {
  const parts = [...opened.parts].map(([name, part]) => [name, { sum: part.sum.slice(), lines: new Map(part.lines) }] as const);
  return { ...opened, parts: new Map(parts), outside: new Map(opened.outside) };
}

function put(opened: Opened, part: string, bytes: Bytes, line: Line | Gone): void {
  let held = opened.parts.get(part);
  if (!held) {
    held = { sum: new Uint8Array(32), lines: new Map() };
    opened.parts.set(part, held);
  }
  const id = "gone" in line ? line.gone : line.id;
  const before = held.lines.get(id);
  if (before) {
    xorInto(held.sum, before.hash);
    held.lines.delete(id);
  }
  if ("gone" in line) return;
  const hash = sha256(bytes);
  xorInto(held.sum, hash);
  held.lines.set(id, { line, hash });
}

/** What stands after a segment; `wrong` names the parts whose sums are not what the server said they are. */
export async function advance(before: Opened, segment: Segment, to: { rev: number; chain8: string }): Promise<{ opened: Opened; wrong: string[] }> {
  const opened = { ...copy(before), ...to };
  for await (const [part, bytes] of unpack(segment)) for (const one of split(bytes)) put(opened, part, one, JSON.parse(text.decode(one)));
  for (const { name, outside } of segment.parts) if (outside) opened.outside.set(name, outside);
  return { opened, wrong: wrongParts(opened, segment) };
}

function wrongParts(opened: Opened, segment: Segment): string[] {
  const zero = "0".repeat(64);
  return segment.parts.filter(({ name, sum }) => (opened.parts.has(name) ? hex(opened.parts.get(name)!.sum) : zero) !== sum).map(({ name }) => name);
}

/** The same with lines that this tablet made itself (§6): text already canonical. */
export function withOwn(before: Opened, lines: { line: Line; bytes: Bytes }[], to: { rev: number; chain8: string }): Opened {
  const opened = { ...copy(before), ...to };
  for (const { line, bytes } of lines) put(opened, line.part, bytes, line);
  return opened;
}

export function sumsOf(opened: Opened): Record<string, string> {
  return Object.fromEntries([...opened.parts].map(([name, part]) => [name, hex(part.sum)]));
}

/** By kind, over all parts. */
export function outsideOf(opened: Opened): Record<string, number> {
  const all: Record<string, number> = {};
  for (const kinds of opened.outside.values()) for (const [kind, count] of Object.entries(kinds)) all[kind] = (all[kind] ?? 0) + count;
  return all;
}

export function lineOf(opened: Opened, id: Id): Line | undefined {
  let found: Line | undefined;
  for (const part of opened.parts.values()) {
    const one = part.lines.get(id)?.line;
    if (one && (!found || one.rev > found.rev)) found = one;
  }
  return found;
}

/** All of it as one segment, packed: what many small ones are folded into. */
export async function whole(opened: Opened, header: Segment["header"]): Promise<Segment> {
  const sums = sumsOf(opened);
  const bodies: Bytes[] = [];
  const parts: Segment["parts"] = [];
  for (const name of [...new Set([...opened.parts.keys(), ...opened.outside.keys()])].sort()) {
    const lines = [...(opened.parts.get(name)?.lines.values() ?? [])].map(({ line }) => canonical(line));
    const packed = lines.length > 0 ? await deflate(utf8.encode(`${lines.join("\n")}\n`)) : new Uint8Array(0);
    bodies.push(packed);
    const outside = opened.outside.get(name);
    parts.push({ name, packed: packed.length, since: 0, sum: sums[name] ?? "0".repeat(64), ...(outside && { outside }) });
  }
  const body = new Uint8Array(await new Blob(bodies).arrayBuffer());
  return { header, plain: false, parts, body };
}
