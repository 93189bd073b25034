/**
 * What screens may ask of the store: signals to read, verbs to call. No screen touches IndexedDB, keys or the network itself.
 * The store is made once by `store/index.ts` and handed to the screens as `store`.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { Fields, Kind, Side } from "../api/kinds";
import type { Board } from "./board";
import type { Fillings } from "./fillings";
import type { Pictures } from "./pictures";
import type { Population } from "./population";
import type { Publishing } from "./publishing";
import type { Referrals } from "./referrals";
import type { Reports } from "./reports";
import type { Team } from "./team";
import type { Voice } from "./voice";
import type { Weeks } from "./weeks";

export type Id = string;

/** Where the person stands with this tablet. `sign-in`: nobody has signed in here; `locked`: PIN asked, `soft` when the key is still in memory (T4). */
export type Session =
  | { phase: "starting" }
  | { phase: "sign-in"; again: boolean /* the session ended; the queue waits */; offline: boolean }
  | { phase: "choose-pin"; me: Me }
  | { phase: "holds"; me: Me; patients: number | null; today: number | null }
  | {
      phase: "locked";
      soft: boolean;
      me: Me;
      waiting: number;
      /** Pictures that wait, as far as the tablet noted it. */
      pictures: number;
      /** What was typed and found no room: it is in this page only, behind the cover. */
      unkept: number;
      waitingSince: string | null;
      lastContact: string | null;
      triesLeft: number;
    }
  | { phase: "open"; me: Me }
  /** `unsent`: what the browser cleared with the copy, as far as the tablet noted it; `null` where it did not. */
  | { phase: "evicted"; me: Me | null; unsent: Unsent | null };

/** What waited to be sent, as it may stand outside the sealed database (T6): counts, times and ids, nothing of what was written. */
export interface Unsent {
  count: number;
  /** Photos and signatures whose content the server did not have. */
  pictures?: number;
  /** When the first of it was written. */
  since: string | null;
  /** When the server last said that this tablet had everything. */
  contact: string | null;
  visits: Id[];
  /** Of whom something else was written, at no visit. */
  patients: Id[];
}

export interface Me {
  staff: Id;
  name: string;
  profession: string;
  organisation: string;
  team: Id | null;
  teamName: string;
  role: string;
  place: Id;
}

/** The one status line (SCREENS law 3). */
export interface Status {
  /** `update-to-see`: all is here, and the server may have written what this version cannot show (M8). */
  state: "up-to-date" | "update-to-see" | "offline" | "sending" | "filling" | "stale" | "sign-in-again" | "update-required" | "full";
  /** Since when offline, or when last up to date. */
  since: string | null;
  waiting: number;
  /** Photos and signatures on this tablet whose content the server does not have yet: they follow their record. */
  pictures: number;
  sending: { done: number; of: number } | null;
  filling: { here: number; of: number } | null;
  toSettle: number;
  refused: number;
  /** A new version of the app is installed and waits for a tap. */
  newVersion: boolean;
  clockOffsetMinutes: number;
}

export interface Stamp {
  at: string;
  by: Id;
  change: Id;
  was?: Record<string, unknown>;
  joined?: boolean;
  /** The clock had jumped: `at` is "about" (M7). */
  about?: boolean;
  /** Policy `latest`: the newest value that this one overtook without its author having seen it ("also changed by …"). */
  also?: { at: string; by: Id; change: Id; value: Record<string, unknown> };
}

/** Where what was typed is: still a draft, on this tablet, on its way, sent, or refused. */
export type Kept = "typing" | "on-this-tablet" | "sending" | "sent" | "refused" | "not-kept";

/** A record as a screen shows it: the server's line overlaid with the queue. */
export interface View<K extends Kind = Kind> {
  kind: K;
  id: Id;
  patient: Id | null;
  part: string;
  /** 0 while it exists on this tablet only. */
  rev: number;
  fields: Fields[K];
  stamps: Record<string, Stamp>;
  /** Groups with a change that the server has not answered, or whose answer is not yet pulled. */
  kept: Record<string, Kept>;
  /** Open conflicts by group: all sides are shown, none is *the* value (M5). */
  disputed: Record<string, { conflict: Id; sides: Side[]; base: Record<string, unknown> | null }>;
  /** Fields of this record that this version of the app does not know. */
  unknown: string[];
}

export interface Bundle {
  id: Id;
  rev: number;
  all<K extends Kind>(kind: K): View<K>[];
  one<K extends Kind>(kind: K, id: Id): View<K> | undefined;
  /** Lines of kinds that this version cannot show. */
  unknown: number;
  /** Its lease has run out: opens after contact only. */
  expired: boolean;
  /** By kind, how many records the server keeps that no tablet carries (R8), visits planned beyond the window among them; kinds without any are left out. */
  outside: Readonly<Record<string, number>>;
}

/** What is read online and never stored on the tablet: a page, newest first. `next` given as `before` brings the next; `null`: this was the last. */
export type Online<Page> = ({ ok: true } & Page) | { ok: false; why: NotRead };
/** `not-granted`: there is no such record, or none that this person may read. */
export type NotRead = "offline" | "sign-in" | "not-granted" | "busy";

export interface OlderPage {
  views: View[];
  /** Records of kinds that this version cannot show. */
  unknown: number;
  next: string | null;
  /** How many more there are. */
  left: number;
}

/** One change of a record as the journal has it, or the load that brought it: then nothing was seen or set, and the stamps of its views say who and when. */
export interface Step {
  change: Id;
  source: "change" | "load";
  by: Id;
  /** When it was made. */
  at: string;
  /** When the server had it: later than `at` by as long as its tablet was without coverage. */
  receivedAt: string;
  /** Of the conflict, where this settled one. */
  kind: Kind | null;
  record: Id | null;
  saw: Record<string, unknown> | null;
  set: Record<string, unknown> | null;
  ending: "applied" | "merged" | "conflicted";
  /** The records asked for, and the conflicts about them, as they stood after it. */
  views: View[];
}

export interface PaperAsked {
  what: "care-plan" | "care-plan-for-me";
  size: "ordinary" | "large";
}

export interface Paper {
  file: Blob | null;
  title: string;
  pages: number;
  message: string | null;
}

export interface HistoryPage {
  steps: Step[];
  next: number | null;
}

export interface HeaderVisit {
  id: Id;
  planned_start: string;
  planned_end: string;
  is_fixed: boolean;
  purpose: string;
  asked: Id[];
  actions: Id[];
  status: string;
  attendances: { staff: Id; arrived_at: string | null; left_at: string | null; outcome: string | null; leave_by?: string | null }[];
}

/** A line of the index: enough for Today and search before any bundle is opened. Overlaid with the queue. */
export interface Header {
  bundle: Id;
  name: string;
  given_name: string;
  family_name: string;
  known_as: string | null;
  born_on: string | null;
  nhs_number: string | null;
  address_line: string | null;
  postcode: string | null;
  latitude: number | null;
  longitude: number | null;
  languages: string[];
  interpreter: boolean;
  alerts: { id: Id; category: string; title: string; severity: string | null }[];
  visits: HeaderVisit[];
  /** The meetings that have this person on their list, or had (`cancelled`: taken off it). */
  meetings?: { id: Id; status: string }[];
  disputes: number;
  /** The whole bundle is on this tablet. */
  here: boolean;
}

export interface People {
  staff(id: Id): (Fields["staff"] & { id: Id }) | undefined;
  organisation(id: Id): (Fields["organisation"] & { id: Id }) | undefined;
  team(id: Id): (Fields["team"] & { id: Id }) | undefined;
  practice(id: Id): (Fields["practice"] & { id: Id }) | undefined;
  allStaff(): (Fields["staff"] & { id: Id })[];
  /** "Kemi Adeyemi, district nurse, East London NHS FT"; `short` leaves the organisation out; "You" for oneself. */
  signature(id: Id, short?: boolean): string;
}

/** Whom one's own words are about, where their record is no longer on this tablet: it would not be known any more whose they are. */
export interface Called {
  name: string;
  nhs_number: string | null;
}

/** One item of the queue, in the order made. */
export interface Waiting {
  /** Written by the app while one works (what was read): in the queue, and no work of the person's. */
  bookkeeping?: boolean;
  id: Id;
  kind: Kind;
  record: Id;
  patient: Id | null;
  /** As they were called when it was written; null where another tablet wrote it. */
  called: Called | null;
  madeAt: string;
  state: "waiting" | "sending" | "answered" | "refused" | "conflicted";
  tries: number;
  lastTry: string | null;
  saw: Record<string, unknown> | null;
  set: Record<string, unknown>;
  refusal: { reason: string; message: string; fields: Record<string, string>; at: string } | null;
  /** Changes that depended on this refused one and are offered with it. */
  dependents: Id[];
  bytes: number;
}

/** What was written and whose row on this tablet is damaged. It is kept as it is, and everything else works; `letGo` says that its author knows. */
export interface Unreadable {
  /** Of the change; of a draft the name of its row. */
  id: string;
  /** Null where not even that is known. */
  madeAt: string | null;
  /** Words that were no change yet, about this person, where that is known. */
  draft: { patient: Id | null } | null;
  /** The server had answered it: nothing is lost. */
  sent: boolean;
}

/** A field, or group of fields, in hand: made when the person begins, with what stood on the screen then (M1). */
export interface Edit {
  /** Each key: a sealed draft, on disk before the promise resolves (M2, T1). */
  type(values: Record<string, unknown>): Promise<void>;
  /** The field is left, the page hidden, the app locked: a change if it differs and is valid. */
  leave(): Promise<"kept" | "unchanged" | { invalid: Record<string, string> }>;
  readonly kept: ReadonlySignal<Kept>;
  /** What is typed and no change yet, by an earlier typing that was interrupted or a screen that went: shown again with a word. */
  readonly recovered: Record<string, unknown> | null;
  /** Asked when the record has changed: whether what came back was another tab's, which has gone on with it, and nothing was typed here. It is let go then. */
  isGone(): Promise<boolean>;
}

/** What a screen asks of the values of a group, all of its fields, beyond what the wire asks: what is wrong, by field, in words; empty where nothing is. */
export type Check = (values: Record<string, unknown>) => Record<string, string>;

/** What `change` or `create` would do by itself. */
export type Act =
  | { view: View; group: string; values: Record<string, unknown> }
  | { [K in Kind]: { create: K; patient: Id | null; fields: Fields[K] } }[Kind];

/** Something typed that is still a draft: not valid yet, or its screen was killed. */
export interface Unfinished {
  kind: Kind;
  record: Id;
  patient: Id | null;
  group: string;
  values: Record<string, unknown>;
  at: string;
  called: Called | null;
}

/** What a hand asked for would take words with it that are on no disk, because there was no room for them. */
export interface Losing {
  by: "lock" | "sign-out" | "new-version";
  words: Unfinished[];
}

export interface Store {
  /** This tablet's id: of the browser's profile, whoever uses it. Empty until `start`. */
  readonly tablet: Id;
  readonly session: ReadonlySignal<Session>;
  readonly status: ReadonlySignal<Status>;
  readonly index: ReadonlySignal<Header[]>;
  readonly people: ReadonlySignal<People>;
  readonly waiting: ReadonlySignal<Waiting[]>;
  readonly unreadable: ReadonlySignal<Unreadable[]>;
  /** The person's own bundle: `my_day`, `alarm`, `read_mark`, `refusal`. */
  readonly mine: ReadonlySignal<Bundle | null>;
  /** The questionnaires of the place: `questionnaire`, every version. */
  readonly forms: ReadonlySignal<Bundle | null>;
  /** Open conflicts in all bundles on this tablet. */
  readonly toSettle: ReadonlySignal<View<"conflict">[]>;
  /** Drafts that no change was made of yet, on this tablet. */
  readonly unfinished: ReadonlySignal<Unfinished[]>;
  /** A lock, a sign-out or a new version waits for an answer: words would be lost by it. */
  readonly losing: ReadonlySignal<Losing | null>;
  readonly space: ReadonlySignal<{ usage: number; quota: number; queue: number; bundles: number; persisted: boolean } | null>;
  /** What went with a copy that the browser cleared, until its author says that it is written again. */
  readonly lost: ReadonlySignal<Unsent | null>;
  /** How often the tablet can be handed to a patient before it needs coverage again. */
  readonly tokens: ReadonlySignal<number>;
  /** Where the person was when they handed the tablet over, told after the PIN that brought them back. */
  readonly cameBack: ReadonlySignal<string | null>;
  /** The server's time as this tablet knows it (M7); ticks every 15 s while visible. */
  readonly now: ReadonlySignal<Date>;

  start(): Promise<void>;
  signIn(email: string, password: string): Promise<{ ok: true } | { ok: false; message: string; offline: boolean }>;
  choosePin(pin: string): Promise<{ ok: true } | { ok: false; message: string }>;
  fill(): Promise<void>;
  unlock(pin: string): Promise<{ ok: true } | { ok: false; triesLeft: number }>;
  lock(): void;
  /**
   * Hands the tablet to a patient: takes a token, locks hard (the key is dropped), and the kiosk takes the place of this page. `back`: the path for the
   * return, `language`: in which the kiosk begins, null to ask. False where no token is at hand; where words would go with the lock, `losing` asks first.
   */
  handOver(back: string, language: string | null): Promise<boolean>;
  /**
   * Answers `losing`. `stay`: nothing happens. `cover`: the screen is covered until the PIN, the key stays in memory, and goes as soon as the words are on
   * the disk. `lose`: what was asked for is done.
   */
  answer(how: "stay" | "cover" | "lose"): Promise<void>;
  /** What is on the screen and on no disk: it found no room there when it was typed. */
  unkept(): Unfinished[];
  /** What would stay unsent; sign-out keeps it on this tablet all the same. */
  unsent(): Promise<Waiting[]>;
  /** Done when it is done, or when `losing` asks. */
  signOut(): Promise<void>;
  /** What was lost is written again, or need not be. */
  writtenAgain(): void;

  /** A live view of one bundle; `null` while it opens or where it is not on this tablet. */
  bundle(id: Id): ReadonlySignal<Bundle | null>;
  /** Asks the next pull for this one first. */
  bringFirst(id: Id): void;
  /** A page of what left the window (R8), of these kinds or of all. */
  older(patient: Id, asked: { kinds?: readonly Kind[]; before?: string | null }): Promise<Online<OlderPage>>;
  /**
   * A document of this record, made by the server. `signal`: it is no longer wanted. Its `file` is null where it could not be made: `message` says why.
   * It is held nowhere: where it goes is the person's own doing.
   */
  paper(patient: Id, asked: PaperAsked, signal: AbortSignal): Promise<Online<Paper>>;
  /** What people say, read and answered online: its code comes when it is first asked for. Fails where that cannot be had. */
  voice(): Promise<Voice>;
  /** Forms judged, kept and published online: its code comes when it is first asked for. Fails where that cannot be had. */
  publishing(): Promise<Publishing>;
  /** The board of a team's day, online: its code comes when it is first asked for. Fails where that cannot be had. */
  board(): Promise<Board>;
  /** A lead's team as it is now, online: as the board. */
  team(): Promise<Team>;
  /** Whoever is on no tablet here and may be read: found, at risk, without a lead. Online: as the board. */
  population(): Promise<Population>;
  /** The inbox of the single point of access, online: as the board. */
  referrals(): Promise<Referrals>;
  /** Repeating visits over four weeks, online: as the board. */
  weeks(): Promise<Weeks>;
  /** What the record says in numbers, online: as the board. */
  reports(): Promise<Reports>;
  /** Photos and drawings: their code comes when it is first asked for. Fails where that cannot be had. */
  pictures(): Promise<Pictures>;
  /** How long parts of forms take: their code comes when it is first asked for. Fails where that cannot be had. */
  fillings(): Promise<Fillings>;
  /** A page of the steps of all records of these kinds. */
  history(patient: Id, asked: { kinds: readonly Kind[]; before?: number | null }): Promise<Online<HistoryPage>>;

  /**
   * A view that is in no bundle yet (`rev` 0, its id made by the screen: a note being written, a goal being added) is created by its first valid
   * `leave`, with all of its fields and what was typed; until then what is typed is a draft like any other, found again under the same id.
   */
  /** A record that does not exist yet, to be typed into: `edit` it, and it is created when the field is left. Derived ids (R1) are found here. */
  blank<K extends Kind>(kind: K, patient: Id | null, fields: Fields[K], given?: { id?: Id; part?: string }): View<K>;
  /**
   * Takes a group in hand. A name that is no group of the kind is words for a button (a reason, a settlement): drafts all the same, of which no change
   * is made; its `leave`, when the button has done its work, lets them go. `check` is asked whenever the group is left, by whomever: by the screen, by a
   * page that is hidden, by the lock. What it finds wrong stays a draft (M2).
   */
  edit<K extends Kind>(view: View<K>, group: string, check?: Check): Promise<Edit>;
  /** A new record; resolves when it is on the disk. The id is made here unless it is derived (R1). `patient` null for one's own records. */
  create<K extends Kind>(kind: K, patient: Id | null, fields: Fields[K], given?: { id?: Id; part?: string }): Promise<Id>;
  /** A whole group at once, for buttons: one change. */
  change<K extends Kind>(view: View<K>, group: string, values: Record<string, unknown>): Promise<Id>;
  /**
   * Several changes that are one act of the person's: all of them are on the disk when it resolves, or none where there was no room (T1).
   * Each is of another record, or another group of one that exists.
   */
  together(acts: readonly Act[]): Promise<void>;
  settle(conflict: View<"conflict">, value: Record<string, unknown>, reason: string): Promise<Id>;
  letGo(change: Id, reason: string): Promise<void>;
  tryAgain(change: Id, values?: Record<string, unknown>): Promise<Id>;
  /** One has read this record: when, and at which of its bundle's `rev`. */
  markRead(patient: Id): Promise<void>;

  syncNow(): Promise<void>;
  /** Loads the waiting new version; only ever called by a tap. Asks by `losing` first where words would go. */
  useNewVersion(): void;
  diagnostics(): Promise<Blob>;
}
