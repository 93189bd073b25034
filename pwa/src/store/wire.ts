/** The shapes of sync/PROTOCOL.md, as this client reads and writes them. Section numbers are the page's. */
import type { Id, Stamp } from "./contract";

export type Values = Record<string, unknown>;

/** §2: a record as it travels. Members that this version does not know are kept untouched. */
export interface Line {
  kind: string;
  id: Id;
  patient: Id | null;
  part: string;
  rev: number;
  fields: Values;
  stamps: Record<string, Stamp>;
}

export interface Gone {
  gone: Id;
  part: string;
  rev: number;
}

/** §4. */
export interface Change {
  id: Id;
  kind: string;
  record: Id;
  patient: Id | null;
  bundle: Id;
  author: Id;
  made_at: string;
  schema: number;
  clock_jumped: boolean;
  saw: Values | null;
  set: Values;
  after: Id | null;
  retries: Id | null;
  part?: string;
}

/** §5. */
export interface Landed {
  id: Id;
  ending: "applied" | "merged" | "conflicted";
  bundle: Id;
  rev: number;
  at: string;
  record?: Id;
  part?: string;
  group?: string;
  result?: Values;
  conflict?: Id;
}

export interface Refused {
  id: Id;
  ending: "refused";
  reason: string;
  message: string;
  fields?: Record<string, string>;
}

export interface NotNow {
  id: Id;
  not_now: "update-required" | "busy" | "sign-in";
}

export type Ending = Landed | Refused;

/** §6. */
export interface PushAnswer {
  now: string;
  safe_through: string | null;
  /** The journal lacks the newest answered change: nothing was judged, and what is lacking goes first. */
  resend?: boolean;
  /** Of all that was ever answered none is of a later commit: what to name as the newest answered. */
  newest: Id | null;
  endings: (Ending | NotNow)[];
  bundles: { bundle: Id; rev: number; chain8: string; current: boolean; sums?: Record<string, string> }[];
}

/** §7. */
export interface CheckAnswer {
  now: string;
  /** What the server writes (M8); older ones do not say. */
  schema?: number;
  same: boolean;
  lease_until?: string;
}

/** §8: what a pull streams. */
export type BundleType = "patient" | "people" | "mine" | "forms";

export interface HeaderLine {
  bundle: Id;
  type: BundleType;
  parts: string[];
  grant_end: string | null;
  header: Values;
}

export interface Outside {
  /** Of a part: by kind, how many records are kept and not in it (R8); left out where none is. */
  outside?: Record<string, number>;
  /** How many conflicts are open in it (M5). */
  disputes?: number;
}

export type Head =
  | { block: "hello"; now: string; schema: number; resend: boolean }
  | { block: "headers"; bytes: number }
  | {
      block: "whole";
      bundle: Id;
      type: BundleType;
      to: number;
      chain8: string;
      grant_end: string | null;
      /** Left out where the headers of this answer had it. */
      header?: Values;
      parts: Record<string, { pack: number; since: number; sum: string } & Outside>;
      bytes?: number;
    }
  | { block: "deltas"; bytes: number }
  | { block: "forget"; bundles: Id[] }
  | { block: "end"; complete: boolean; now: string; lease_until: string; digest: string };

export interface DeltaLine {
  bundle: Id;
  type: BundleType;
  from: number;
  from_chain8: string;
  to: number;
  chain8: string;
  grant_end: string | null;
  /** Left out where the one that is here stands. */
  header?: Values;
  parts: Record<string, { lines: number; sum: string } & Outside>;
}
