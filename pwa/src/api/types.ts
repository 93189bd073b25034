// What the API takes and answers. Generated from openapi.json by `ops/alongside contract`; do not edit.

export interface Check {
  /** What the app understands (M8) */
  schema: number;
  digest: string;
  /** The last change, in the order made, that is answered and not lacking */
  newest_answered?: string | null;
}

export interface Checked {
  now: string;
  same: boolean;
  lease_until?: string;
}

export interface Ending {
  id: string | null;
  ending?: "applied" | "merged" | "conflicted" | "refused";
  bundle?: string;
  rev?: number;
  at?: string;
  record?: string;
  part?: string;
  group?: string | null;
  /** What stands instead; left out for somebody who may not read the record any more */
  result?: Record<string, unknown>;
  conflict?: string;
  reason?: string;
  /** A sentence for a person */
  message?: string;
  fields?: Record<string, string>;
  not_now?: "update-required" | "busy" | "sign-in";
}

export interface History {
  /** The server's time (M7) */
  now: string;
  steps: Step[];
  /** Given as `before` brings the next page; null: this was the last */
  next: number | null;
}

export interface Holds {
  patients: number;
  /** Of these, with a visit today */
  today: number;
}

export interface Lacking {
  now: string;
  lacking: string[];
}

export interface Line {
  kind: string;
  id: string;
  patient: string | null;
  part: string;
  rev: number;
  fields: Record<string, unknown>;
  stamps: Record<string, unknown>;
}

export interface Me {
  staff: string;
  name: string;
  profession: string;
  organisation: string;
  team: string | null;
  teamName: string;
  role: "practitioner" | "assistant" | "coordinator" | "lead" | "manager" | "administrator" | "privacy officer" | "voluntary";
  place: string;
}

export interface Moved {
  bundle: string;
  rev: number;
  chain8: string;
  /** The device can make the new lines by itself (PROTOCOL §6) */
  current: boolean;
  sums: Record<string, string>;
}

export interface Older {
  /** The server's time (M7) */
  now: string;
  lines: Line[];
  /** Given as `before` brings the next page; null: this was the last */
  next: string | null;
  /** How many more there are */
  left: number;
}

export interface Problem {
  /** urn:alongside:problem: and the code */
  type: string;
  title: string;
  status: number;
  /** A sentence for a person */
  detail: string;
  /** Stable; what programs look at */
  code: string;
  /** The same request may succeed later without anyone doing anything */
  retryable: boolean;
  /** The server's time (M7) */
  now: string;
  /** urn:uuid: of this request, as in the server's log */
  instance?: string;
  /** Where it lies, and what is wrong there */
  errors?: Record<string, string>;
}

export interface Pull {
  /** What the app understands (M8) */
  schema: number;
  /** Each: [bundle, parts, rev, chain8, grant_end] */
  held: unknown[][];
  first?: string[];
  /** The last change, in the order made, that is answered and not lacking */
  newest_answered?: string | null;
}

export interface Push {
  /** What the app understands (M8) */
  schema: number;
  /** Each: [bundle, rev, chain8] */
  held: unknown[][];
  changes: unknown[];
  /** The last change, in the order made, that is answered and not lacking */
  newest_answered?: string | null;
}

export interface Pushed {
  now: string;
  /** The journal lacks the newest answered change: nothing was judged */
  resend: boolean;
  safe_through: string | null;
  endings: Ending[];
  bundles: Moved[];
}

export interface Resend {
  ids: string[];
}

export interface Session {
  /** The server's time (M7) */
  now: string;
  me: Me;
  holds: Holds;
}

export interface SignIn {
  email: string;
  password: string;
}

export interface SignedOut {
  /** The server's time (M7) */
  now: string;
}

export interface Step {
  /** Its place in the journal of the person's record */
  n: number;
  change: string;
  source: "change" | "load";
  /** A member of staff's id, or the named purpose of a job */
  by: string;
  /** The time that the server took (M7) */
  at: string;
  received_at: string;
  kind: string | null;
  record: string | null;
  /** What its author saw; null for a creation */
  saw: Record<string, unknown> | null;
  /** What its author wanted */
  set: Record<string, unknown> | null;
  ending: "applied" | "merged" | "conflicted";
  /** Where it became a side of one */
  conflict: string | null;
  /** The records as they stood after it */
  lines: Line[];
}

/** What each operation takes and answers, where that is JSON. */
export interface Operations {
  "POST /api/v1/session": { body: SignIn; answer: Session };
  "GET /api/v1/session": { body: null; answer: Session };
  "DELETE /api/v1/session": { body: null; answer: SignedOut };
  "GET /api/v1/patients/{patient}/older": { body: null; answer: Older };
  "GET /api/v1/patients/{patient}/history": { body: null; answer: History };
  "POST /api/v1/sync/push": { body: Push; answer: Pushed };
  "POST /api/v1/sync/check": { body: Check; answer: Checked };
  "POST /api/v1/sync/pull": { body: Pull; answer: null };
  "POST /api/v1/sync/resend": { body: Resend; answer: Lacking };
}
