// What the API takes and answers. Generated from openapi.json by `ops/alongside contract`; do not edit.

export interface Holds {
  patients: number;
  /** Of these, with a visit today */
  today: number;
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

/** What each operation takes and answers, where that is JSON. */
export interface Operations {
  "POST /api/v1/session": { body: SignIn; answer: Session };
  "GET /api/v1/session": { body: null; answer: Session };
  "DELETE /api/v1/session": { body: null; answer: SignedOut };
}
