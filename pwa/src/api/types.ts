// What the API takes and answers. Generated from backend/openapi.json by `ops/alongside contract`; do not edit.

export interface AskTokens {
  count: number;
  /** This month or the next, in London */
  month: string;
}

export interface Asked {
  now: string;
  /** Its name */
  team: string;
  /** Its name */
  place: string;
  /** That an answer given now is counted under */
  month: string;
  set: string;
  version: number;
  name: string;
  /** A sentence before the questions that are not the first */
  before: string | null;
  /** Before each statement */
  stem: string;
  items: KioskItem[];
  languages: string[];
  /** A demonstration: drafts of the words around the questions are shown, marked as drafts */
  drafts: boolean;
  said_and_done: SaidAndDone[];
  /** Language → digest, by, on: the words around the questions that a named person found right here */
  signed: Record<string, Record<string, string>>;
  /** Language → what is said → the id of its sound */
  recordings: Record<string, Record<string, string>>;
}

export interface AssessmentResponse {
  resourceType?: string;
  questionnaire?: string;
  status?: string;
  item?: unknown[];
}

export interface AtRiskPage {
  at_risk: number;
  counts: Record<string, number>;
  people: AtRiskPerson[];
  left: number;
}

export interface AtRiskPerson {
  patient: string;
  name: string;
  born_on: string | null;
  band: string;
  since: string | null;
  is_judged: boolean;
  lead: string | null;
  coordinator: string | null;
  agreed_on: string | null;
  lacks: string[];
}

export interface Away {
  staff: string;
  why: "sick" | "leave" | "training" | "other" | null;
  since?: string | null;
}

export interface BandsFile {
  source: string;
  file: string;
}

export interface Board {
  team: BoardTeam;
  base: BoardBase | null;
  day: string;
  now: string;
  version: number;
  stamp: string;
  people: BoardPerson[];
  visits: BoardVisit[];
  counts: BoardCounts;
  faults: BoardFault[];
  steps: BoardStep[];
  unpublished: BoardUnpublished;
  proposal: string | null;
  publication: string | null;
  can_propose: boolean;
  ways: BoardWays;
  weights: BoardWeights;
  not_home: BoardNotHome[];
  called_off: BoardCalledOff[];
}

export interface BoardAway {
  why: string;
  since: string | null;
}

export interface BoardBase {
  name: string;
  latitude: number;
  longitude: number;
}

export interface BoardByWhom {
  by: string;
  name: string;
  at: string;
}

export interface BoardCalledOff {
  visit: string;
  text: string;
  may_stand: boolean;
}

export interface BoardCounts {
  visits: number;
  allocated: number;
  unallocated: number[];
  working: number;
  people: number;
  travel_minutes: number;
  late_visits: number;
  late_minutes: number;
  familiar: number;
  familiar_of: number;
  unfair_minutes: number;
  spread_minutes: number[];
}

export interface BoardFault {
  code: string;
  who: string;
  text: string;
}

export interface BoardForWhom {
  staff: string;
  name: string;
  new: string[];
  gone: string[];
  moved: string[];
}

export interface BoardGap {
  after: string;
  least: number | null;
  most: number | null;
}

export interface BoardLate {
  minutes: number;
  text: string;
  said_at: string | null;
  to_come: BoardToCome[];
}

export interface BoardMoved {
  board: Board;
  warnings: BoardWarning[];
}

export interface BoardNeed {
  skill: string;
  level: number;
}

export interface BoardNotHome {
  patient: string;
  name: string;
  text: string;
  is_said: boolean;
  standing: string[];
  cancelled: string[];
}

export interface BoardPatient {
  id: string;
  name: string;
  known_as: string | null;
  born_on: string | null;
  gender: string | null;
  address_line: string | null;
  postcode: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface BoardPerson {
  id: string;
  name: string;
  profession: string | null;
  means: "walk" | "bicycle" | "bus" | "car" | null;
  shift_start: string | null;
  shift_end: string | null;
  break_start: string | null;
  break_end: string | null;
  base: BoardBase | null;
  skills: BoardSkill[];
  languages: string[];
  gender: string | null;
  away: BoardAway | null;
  late: BoardLate | null;
  is_member: boolean;
  route: string[];
  ways: number[];
  travel_minutes: number;
  care_minutes: number;
  minutes_left: number;
  familiar: number;
}

export interface BoardSkill {
  skill: string;
  level: number;
  until: string | null;
}

export interface BoardStep {
  number: number;
  kind: "move" | "away" | "back" | "urgent" | "proposal" | "publish" | "undo" | "split" | "joined" | "not-home" | "home" | "called-off" | "stands-again";
  by: string;
  name: string;
  at: string;
  text: string;
  visits: string[];
  is_undone: boolean;
  can_undo: boolean;
}

export interface BoardTeam {
  id: string;
  name: string;
}

export interface BoardTiles {
  url: string;
  words: string;
}

export interface BoardToCome {
  visit: string;
  start: string;
}

export interface BoardTook {
  minutes: number;
  median: number;
  of: number;
}

export interface BoardTried {
  warnings: BoardWarning[];
}

export interface BoardUnpublished {
  count: number;
  people: BoardForWhom[];
}

export interface BoardUrgentMade {
  board: Board;
  visit: string;
}

export interface BoardVisit {
  id: string;
  patient: BoardPatient;
  purpose: string | null;
  start: string;
  end: string;
  minutes: number;
  planned_minutes: number;
  took: BoardTook | null;
  staff: string[];
  is_pinned: boolean;
  is_ours: boolean;
  is_locked: boolean;
  why_locked: string | null;
  state: "planned" | "under-way" | "took-place" | "not-seen" | "went-anyway" | "cancelled";
  window: BoardWindow;
  people: BoardNeed[][];
  priority: number;
  is_urgent: boolean;
  why_whole: string | null;
  gap: BoardGap | null;
  known: string[];
  wishes: BoardWishes;
  version: string;
  published: BoardWhere;
  is_changed: boolean;
  changed: BoardByWhom | null;
  warnings: BoardWarning[];
}

export interface BoardWarning {
  code: "skill" | "never" | "people" | "window" | "late" | "overlap" | "travel" | "shift" | "overtime" | "break" | "gap" | "unknown-face" | "wish" | "running-late" | "not-home";
  visit: string;
  staff: string | null;
  text: string;
  is_hard: boolean;
}

export interface BoardWays {
  estimated: string[];
  streets: string[];
  uses_took: boolean;
}

export interface BoardWeights {
  preset: "balanced" | "known faces first" | "short ways first" | "on time first" | "even days first";
  chosen: BoardByWhom | null;
}

export interface BoardWhere {
  start: string;
  staff: string[];
  is_pinned: boolean;
}

export interface BoardWindow {
  earliest: string;
  latest: string;
  is_hard: boolean;
  reason: string | null;
  is_given: boolean;
}

export interface BoardWishes {
  gender: string | null;
  language: string | null;
  never: string[];
}

export interface Boards {
  teams: BoardTeam[];
  today: string;
  presets: string[];
  tiles: BoardTiles | null;
}

export interface CallOff {
  visit: string;
  by: "person" | "family" | "service";
  why: "unwell" | "in-hospital" | "elsewhere" | "not-wanted" | "not-needed" | "nobody-to-go" | "not-safe" | "other";
  words?: string | null;
}

export interface ChangeReply {
  version: number;
  /** I take it */
  take?: boolean;
  said?: string;
  did?: string | null;
  state?: "no-owner" | "under-way" | "done" | "not-now";
  until?: string | null;
  translations?: Record<string, Translated>;
}

export interface Chart {
  points: ChartPoint[];
  limits: ChartLimits | null;
  target: number | null;
  low: number;
  high: number;
  ticks: number[];
  says: string;
  verdict: string | null;
  target_says: string | null;
}

export interface ChartLimits {
  mean: number;
  lower: number;
  upper: number;
  months: number;
}

export interface ChartPoint {
  month: string;
  label: string;
  value: number | null;
  n: number | null;
  mark: string;
  verdict: "better" | "worse" | "signal" | "usual" | null;
  why: string | null;
}

export interface Check {
  /** What the app understands (M8) */
  schema: number;
  digest: string;
  /** What the last answer to a push or resend named as `newest` */
  newest_answered?: string | null;
}

export interface Checked {
  now: string;
  /** What this server writes (M8): an app with an older one may not show everything */
  schema: number;
  same: boolean;
  lease_until?: string;
}

export interface Chosen {
  set: "short" | "statements" | "wellbeing" | "joined-up";
  service_line: "community-nursing" | "rehabilitation-and-therapy" | "specialist" | "children-and-family" | "other";
  languages: ("en" | "bn" | "so" | "zh-Hant" | "ar" | "it" | "es" | "fr" | "pt" | "pl")[];
}

export interface ContractCapitation {
  segments: ContractPaperSegment[];
  total: ContractPaper;
}

export interface ContractChange {
  what: string;
  old: string | null;
  new: string | null;
}

export interface ContractChoice {
  key: string;
  name: string;
  unit: string;
  direction: "up" | "down" | "none";
  is_share: boolean;
  target: number | null;
}

export interface ContractLine {
  key: string;
  name: string;
  unit: string;
  direction: "up" | "down" | "none";
  weight: string;
  baseline: string;
  target: string;
  actual: string | null;
  month: string | null;
  standing: "counted" | "held" | "hidden" | "nothing" | "not-counted" | "gone" | "supposed";
  attained: string | null;
  at_stake_pence: number;
  earned_pence: number;
}

export interface ContractPage {
  now: string;
  choosable: ContractChoice[];
  contract: ContractVersion | null;
  schedule?: ContractYear[];
  result?: ContractResult;
  capitation?: ContractCapitation;
  history: ContractRevised[];
}

export interface ContractPaper {
  people: number;
  paid_pence: number;
  cost_pence: number;
  gain_pence: number;
}

export interface ContractPaperSegment {
  people: number;
  paid_pence: number;
  cost_pence: number;
  gain_pence: number;
  name: string;
  person_pence: number;
}

export interface ContractResult {
  year: ContractYear;
  lines: ContractLine[];
  earned_pence: number;
  is_final: boolean;
}

export interface ContractRevised {
  version: number;
  at: string;
  who: string;
  why: string;
  changes: ContractChange[];
}

export interface ContractRevision {
  name: string;
  starts_on: string;
  years: number;
  extension_years: number;
  first_share: string;
  last_share: string;
  yearly_pence: number;
  measures: ContractTerm[];
  segments: ContractSegment[];
  seen: number;
  why: string;
}

export interface ContractScenario {
  year: number;
  at: ContractSupposed[];
}

export interface ContractSegment {
  name: string;
  people: number;
  person_pence: number;
  cost_pence: number;
}

export interface ContractSupposed {
  measure: string;
  value: string;
}

export interface ContractTerm {
  measure: string;
  weight: string;
  baseline: string;
  target: string;
}

export interface ContractVersion {
  name: string;
  starts_on: string;
  years: number;
  extension_years: number;
  first_share: string;
  last_share: string;
  yearly_pence: number;
  measures: ContractTerm[];
  segments: ContractSegment[];
  version: number;
}

export interface ContractYear {
  number: number;
  label: string;
  begins_on: string;
  ends_on: string;
  share: string;
  at_stake_pence: number;
  is_extension: boolean;
  when: "past" | "now" | "to-come";
}

export interface Document {
  id: string;
  what: string;
  size: string;
  state: "waiting" | "making" | "ready" | "failed";
  title?: string | null;
  pages?: number | null;
  ends_at: string;
  message?: string | null;
}

export interface DocumentAsked {
  what: "care-plan" | "care-plan-for-me";
  size?: "ordinary" | "large";
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

export interface Enrol {
  /** Letters and digits, hyphens or not */
  code: string;
}

export interface Enrolled {
  now: string;
  secret: string;
  /** Where the device stands */
  name: string;
}

export interface Entered {
  now: string;
}

export interface Entry {
  /** Which questions */
  set: "short" | "statements" | "wellbeing" | "joined-up";
  /** Of the set */
  version: number;
  /** In which it was read */
  language: "en" | "bn" | "so" | "zh-Hant" | "ar" | "it" | "es" | "fr" | "pt" | "pl";
  /** Answered oneself, with help, or by another for them */
  who: "self" | "helped" | "proxy";
  easy_read?: boolean;
  /** Item → code */
  answers: Record<string, string>;
  /** Item → what they wrote */
  words?: Record<string, string>;
  /** They ticked that their words may be shown to others */
  may_quote?: boolean;
  mode: "paper" | "phone" | "text" | "online";
  month: string;
  /** That it is about; without it one's own */
  team?: string | null;
  /** Chance, made with the draft: sent again, it counts once. A page from before it leaves it out. */
  batch?: string;
}

export interface Export {
  /** team:<id>, locality:<name> or place */
  scope?: string | null;
  month?: string | null;
}

export interface ExportAnswer {
  now: string;
  /** Of the file */
  name: string;
  csv: string;
}

export interface ExportAsked {
  what: "overview" | "csds-report" | "csds" | "fft";
  form: "pdf" | "xlsx" | "csv" | "zip";
  scope?: string;
  months?: number;
  why: string;
  until?: string | null;
}

export interface FeedbackBatch {
  batch: string;
  responses: FeedbackResponse[];
}

export interface FeedbackComment {
  id: string;
  /** null: too few answered to name it */
  team: string | null;
  month: string;
  words: string;
  language: string;
  mode: string;
  who: string;
  may_quote: boolean;
  state: "to-review" | "shown";
  themes: string[];
  /** A person put its themes right */
  is_corrected: boolean;
  english: string | null;
  interpreter: string | null;
  concern: FeedbackConcern | null;
  reply: string | null;
  version: number;
}

export interface FeedbackComments {
  now: string;
  total: number;
  to_review: number;
  /** With five comments or more */
  themes: FeedbackTheme[];
  /** How many themes have fewer */
  small_themes: number;
  comments: FeedbackComment[];
  next: string | null;
}

export interface FeedbackConcern {
  by: string;
  on: string;
}

export interface FeedbackEnding {
  /** Its place in the batch, from 0 */
  n: number;
  ending: "taken" | "refused";
  /** Why it was refused; sending it again as it is will not help */
  reason: "invalid" | "set" | "token" | "month" | "empty" | "proxy" | null;
  /** Where it lies */
  errors: Record<string, string>;
}

export interface FeedbackResponse {
  /** Which questions */
  set: "short" | "statements" | "wellbeing" | "joined-up";
  /** Of the set */
  version: number;
  /** In which it was read */
  language: "en" | "bn" | "so" | "zh-Hant" | "ar" | "it" | "es" | "fr" | "pt" | "pl";
  /** Answered oneself, with help, or by another for them */
  who: "self" | "helped" | "proxy";
  easy_read?: boolean;
  /** Item → code */
  answers: Record<string, string>;
  /** Item → what they wrote */
  words?: Record<string, string>;
  /** They ticked that their words may be shown to others */
  may_quote?: boolean;
  mode: "kiosk";
  /** On a tablet that was handed over: this answer's one-time token. Left out on an enrolled device. */
  token?: string;
  /** On an enrolled device: the month of the answer. A token knows its own. */
  month?: string;
}

export interface FeedbackStatement {
  item: string;
  text: string;
  /** In its easy-read wording, which is another question */
  easy: boolean;
  version: string;
  who: "own" | "proxy";
  /** * where all is hidden: fewer than 5 answers, or so that another number cannot be worked out; which of both is not told */
  mark: "" | "*";
  /** Teams' months with answers that are not in it: too few, or hidden to guard another number */
  left_out: number;
  /** Scored answers */
  n: number | null;
  not_applicable: number | null;
  /** Of strongly disagree to strongly agree */
  counts: number[] | null;
  /** The same in percent, 100 together */
  percents: number[] | null;
  agree: number | null;
  disagree: number | null;
}

export interface FeedbackTaken {
  now: string;
  endings: FeedbackEnding[];
}

export interface FeedbackTheme {
  key: string;
  name: string;
  count: number;
}

export interface FeedbackThemeName {
  key: string;
  name: string;
}

export interface FeedbackWho {
  own: number;
  proxy: number;
  /** Teams' months with answers that are not in it: too few, or hidden to guard another number */
  left_out: number;
}

export interface Fft {
  n: number | null;
  /** Of very-good, good, neither, poor, very-poor, dont-know */
  counts: number[] | null;
  positive: number | null;
  negative: number | null;
}

export interface FftMonth {
  n: number | null;
  /** Of very-good, good, neither, poor, very-poor, dont-know */
  counts: number[] | null;
  positive: number | null;
  negative: number | null;
  month: string;
  mark: "" | "*" | "\u2020";
  /** Teams with answers that are too few to be in it */
  left_out: number;
}

export interface Filling {
  now: string;
  /** So far back */
  months: number;
  /** A part that was filled less often has no numbers */
  fewest: number;
  teams: TeamFilling[];
}

export interface Form {
  id?: string;
  url?: string;
  version?: string;
  title?: string;
  status?: string;
  published_at?: string | null;
  /** Assessments begun in it; null: not for the reader, or fewer than 5 */
  begun?: number | null;
  /** Of these, still being filled; null also where it or the rest is below 5 */
  being_filled?: number | null;
}

export interface FormDone {
  now?: string;
}

export interface FormItem {
  item?: string;
  level?: number;
  type?: string;
  text?: string;
  options?: string[];
  is_computed?: boolean;
  has_condition?: boolean;
}

export interface FormPreview {
  now?: string;
  /** Whether it could be kept as a draft */
  taken?: boolean;
  problems?: FormProblem[];
  items?: FormItem[];
}

export interface FormProblem {
  /** The linkId; empty for the form itself */
  item?: string;
  /** The item as a person finds it */
  called?: string;
  words?: string;
  /** It is not taken with this */
  grave?: boolean;
}

export interface FormReason {
  reason: string;
}

export interface FormUpload {
  /** A FHIR R4 Questionnaire; of anything else it is said what is wrong */
  definition: unknown;
}

export interface FormUploaded {
  now?: string;
  id?: string;
  problems?: FormProblem[];
}

export interface Forms {
  now?: string;
  forms?: Form[];
}

export interface Found {
  run_on: string;
  band: string;
  score: number | null;
  source: string;
}

export interface FoundPeople {
  people: FoundPerson[];
  is_near: boolean;
  more: number;
}

export interface FoundPerson {
  id: string;
  name: string;
  known_as: string | null;
  born_on: string | null;
  nhs_number: string | null;
  address_line: string | null;
  postcode: string | null;
  away: string | null;
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

export interface Imported {
  people: Record<string, number>;
  runs: number;
  written: number;
  refused: string[];
}

export interface JoinedUp {
  item: string;
  text: string;
  version: string;
  who: string;
  /** * where all is hidden: fewer than 5 answers, or so that another number cannot be worked out; which of both is not told */
  mark: "" | "*";
  /** Teams' months with answers that are not in it: too few, or hidden to guard another number */
  left_out: number;
  n: number | null;
  /** Of never, sometimes, usually, always */
  counts: number[] | null;
  always: number | null;
  /** Only one person supported them */
  skipped: number | null;
}

export interface JoinedUpAll {
  version: string;
  who: string;
  /** * where all is hidden: fewer than 5 answers, or so that another number cannot be worked out; which of both is not told */
  mark: "" | "*";
  /** Teams' months with answers that are not in it: too few, or hidden to guard another number */
  left_out: number;
  n: number | null;
  /** Percent */
  always: number | null;
}

export interface Kiosk {
  now: string;
  /** Its name */
  team: string;
  /** Its name */
  place: string;
  /** That an answer given now is counted under */
  month: string;
  set: string;
  version: number;
  name: string;
  /** A sentence before the questions that are not the first */
  before: string | null;
  /** Before each statement */
  stem: string;
  items: KioskItem[];
  languages: string[];
  /** A demonstration: drafts of the words around the questions are shown, marked as drafts */
  drafts: boolean;
  said_and_done: SaidAndDone[];
  /** Language → digest, by, on: the words around the questions that a named person found right here */
  signed: Record<string, Record<string, string>>;
  /** Language → what is said → the id of its sound */
  recordings: Record<string, Record<string, string>>;
}

export interface KioskDevice {
  id: string;
  team: string;
  name: string;
  state: "waiting" | "code-ended" | "enrolled" | "revoked";
  enrolled_on: string | null;
  /** While its code waits to be typed */
  code_ends_at: string | null;
}

export interface KioskItem {
  key: string;
  kind: "choice" | "statement" | "scale" | "words";
  text: string;
  /** In easy read, where there is such a wording */
  easy: string | null;
  source: string;
  /** [code, words] */
  codes: string[][];
  /** Never asked of someone who answers for another */
  self_only: boolean;
}

export interface Kiosks {
  now: string;
  kiosks: KioskDevice[];
}

export interface Known {
  people: KnownPerson[];
}

export interface KnownPerson {
  id: string;
  given_name: string | null;
  family_name: string | null;
  born_on: string | null;
  nhs_number: string | null;
  address_line: string | null;
  postcode: string | null;
  open_referrals: number;
  is_granted: boolean;
  has_same_number: boolean;
}

export interface KnownQuery {
  nhs_number?: string | null;
  family_name?: string | null;
  born_on?: string | null;
}

export interface Lacking {
  now: string;
  lacking: string[];
  /** Of the others the one to be named as `newest_answered` */
  newest: string | null;
}

export interface LeadProposal {
  staff: string | null;
  ground: "age" | "very-high-risk" | "primary-need" | "other" | null;
  why: string;
  history: Found[];
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

export interface MarkComment {
  version: number;
  themes?: ("when-you-come" | "kindness" | "same-faces" | "being-listened-to" | "working-together" | "getting-hold-of-you" | "weekends-and-nights" | "pain-and-treatment" | "equipment" | "language")[];
  /** After a lead or manager read it */
  state?: "shown" | "withheld";
  /** Taken up as a concern */
  concern?: boolean;
  /** Put into English by a named interpreter */
  english?: string;
  interpreter?: string;
  /** Which answer answers it */
  reply?: string;
}

export interface Marked {
  now: string;
}

export interface MarkedPatient {
  id: string;
  name: string;
}

export interface MarkedSignature {
  assessment: string;
  patient: MarkedPatient;
  form: string;
  signed_by: string;
  signed_at: string | null;
}

export interface MarkedSignatures {
  now: string;
  marked: MarkedSignature[];
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

export interface Measured {
  /** Chance, made when the part was begun: sent again, it takes its own place */
  id: string;
  /** The form's url */
  questionnaire: string;
  version: string;
  /** The part's linkId; empty: beside all parts */
  section: string;
  month: string;
  seconds: number;
  taps: number;
}

export interface Measures {
  measured: Measured[];
}

export interface MeasuresTaken {
  now: string;
  /** The others have no place here, and will have none: they need not be sent again */
  taken: number;
}

export interface Move {
  visit: string;
  /** That of the visit as it was seen */
  version: string;
  staff: (string | null)[];
  start?: string | null;
  is_pinned?: boolean | null;
}

export interface Moved {
  bundle: string;
  rev: number;
  chain8: string;
  /** The device can make the new lines by itself (PROTOCOL §6) */
  current: boolean;
  sums: Record<string, string>;
}

export interface Moves {
  moves: Move[];
}

export interface Needed {
  skill: string;
  level?: number;
}

export interface NewKiosk {
  team: string;
  /** Where it stands */
  name: string;
}

export interface NewKioskAnswer {
  id: string;
  team: string;
  name: string;
  state: "waiting" | "code-ended" | "enrolled" | "revoked";
  enrolled_on: string | null;
  /** While its code waits to be typed */
  code_ends_at: string | null;
  code: string;
}

export interface NewReply {
  team: string;
  said: string;
  theme?: "when-you-come" | "kindness" | "same-faces" | "being-listened-to" | "working-together" | "getting-hold-of-you" | "weekends-and-nights" | "pain-and-treatment" | "equipment" | "language" | null;
  comment?: string | null;
}

export interface NotHome {
  patient: string;
  why: "hospital" | "respite" | "family" | "other" | null;
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

export interface OutsideFile {
  source: string;
  file: string;
  first?: string | null;
  last?: string | null;
  knowing?: string;
}

export interface OutsideFiles {
  files: OutsideTold[];
  sorts: OutsideSort[];
}

export interface OutsideSort {
  of: string;
  header: string;
  codes: Record<string, string[]>;
  has_months: boolean;
}

export interface OutsideTaken {
  said: string;
}

export interface OutsideTold {
  id: string;
  of: string;
  first: string | null;
  last: string | null;
  source: string;
  lines: string;
  who: string;
  at: string;
}

export interface PartFilled {
  section: string;
  filled: number;
  seconds_median: number | null;
  seconds_mean: number | null;
  taps_median: number | null;
  taps_mean: number | null;
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

export interface Proposal {
  id: string;
  team: string;
  day: string;
  state: "waiting" | "looking" | "ready" | "failed" | "cancelled" | "taken" | "left";
  preset: string;
  change: "free" | "least" | "more" | "both";
  seconds: number;
  asked_by: string;
  name: string;
  asked_at: string;
  message: string | null;
  progress: ProposalProgress | null;
  version: number;
  better: ProposalNumbers[];
  offers: ProposalNumbers[];
  offer: "free" | "least" | "more" | "both" | null;
  before: BoardCounts | null;
  after: BoardCounts | null;
  practice: ProposalPractice | null;
  changes: ProposalChange[];
  people: ProposalPerson[];
  left_out: ProposalLeftOut[];
}

export interface ProposalAsked {
  preset?: "balanced" | "known faces first" | "short ways first" | "on time first" | "even days first" | null;
  change?: "free" | "least" | "more" | "both";
  seconds?: number;
}

export interface ProposalChange {
  visit: string;
  kind: "new" | "moves" | "later" | "earlier" | "out";
  now: ProposalPlace;
  then: ProposalPlace;
  why: string;
  is_familiar: boolean;
  travel_minutes: number;
  late_minutes: number;
  alternatives: number;
}

export interface ProposalCount {
  after: BoardCounts;
  warnings: BoardWarning[];
}

export interface ProposalLeftOut {
  visit: string;
  rules: string[];
  text: string;
  nearest: ProposalPlace | null;
}

export interface ProposalNumbers {
  change: "free" | "least" | "more" | "both";
  changes: number;
  others: number;
  unallocated: number;
  travel_minutes: number;
}

export interface ProposalPerson {
  staff: string;
  minutes_left: number[];
  changes: number;
  route: ProposalRoute[];
}

export interface ProposalPlace {
  start: string;
  staff: string[];
}

export interface ProposalPractice {
  unallocated: number;
  travel_minutes: number;
  unfamiliar: number;
}

export interface ProposalProgress {
  share: number;
  unallocated: number;
  cost: number;
  seconds: number;
  moves: number;
}

export interface ProposalRoute {
  visit: string;
  start: string;
  end: string;
  kind: "same" | "new" | "moved";
}

export interface Publication {
  id: string;
  state: "waiting" | "writing" | "done";
  by: string;
  name: string;
  at: string;
  total: number;
  written: number;
  endings: PublicationEnding[];
  people: BoardForWhom[];
}

export interface PublicationEnding {
  visit: string;
  ending: "applied" | "merged" | "conflicted" | "refused" | "not-now";
  text: string;
}

export interface Publish {
  version: number;
}

export interface Pull {
  /** What the app understands (M8) */
  schema: number;
  /** Each: [bundle, parts, rev, chain8, grant_end] */
  held: unknown[][];
  first?: string[];
  /** What the last answer to a push or resend named as `newest` */
  newest_answered?: string | null;
}

export interface Push {
  /** What the app understands (M8) */
  schema: number;
  /** Each: [bundle, rev, chain8] */
  held: unknown[][];
  changes: unknown[];
  /** What the last answer to a push or resend named as `newest` */
  newest_answered?: string | null;
}

export interface Pushed {
  now: string;
  /** The journal lacks the newest answered change: nothing was judged */
  resend: boolean;
  /** To be named as `newest_answered` from now on; null where nothing was answered yet */
  newest: string | null;
  safe_through: string | null;
  endings: Ending[];
  bundles: Moved[];
}

export interface Received {
  attachment: string;
  /** Bytes: the next piece begins there */
  received: number;
  /** All of it is here, its sum is right, and it is a picture that may be kept */
  whole: boolean;
}

export interface ReceivedList {
  attachments: Received[];
}

export interface Recorded {
  id: string;
  language: string;
  key: string;
  by: string;
  on: string;
  /** Bytes */
  size: number;
}

export interface Recording {
  /** Who checked it: a person, with their name */
  by: string;
  on: string;
  language: "en" | "bn" | "so" | "zh-Hant" | "ar" | "it" | "es" | "fr" | "pt" | "pl";
  /** What it says */
  key: string;
  /** MP3, M4A or Ogg */
  content: string;
}

export interface ReferralSeen {
  id: string;
  is_listed: boolean;
  patient: ReferredPerson;
  lines: Record<string, unknown>[];
  seen_at: string | null;
  visit_at: string | null;
  is_allocated: boolean;
  same: string[];
}

export interface ReferralService {
  id: string;
  name: string | null;
  organisation: string | null;
  service: string | null;
  covers: string[];
  offers: string[];
  lacks: string[];
  languages: string[];
  starts_within_hours: number | null;
  phone: string | null;
  checked_on: string | null;
}

export interface Referrals {
  team: ReferralsTeam;
  now: string;
  stamp: string;
  is_whole: boolean;
  referrals: ReferralSeen[];
  services: ReferralService[];
  month: ReferralsMonth;
}

export interface ReferralsMonth {
  seen: number | null;
  in_time: number | null;
  triaged: number;
  triage_minutes: number | null;
}

export interface ReferralsTeam {
  id: string;
  name: string;
  is_access_point: boolean;
}

export interface ReferredPerson {
  id: string;
  given_name: string | null;
  family_name: string | null;
  born_on: string | null;
  nhs_number: string | null;
  address_line: string | null;
  postcode: string | null;
  phone: string | null;
  gender: string | null;
  languages: string[];
  interpreter_needed: boolean;
  interpreter_language: string | null;
}

export interface RefusedAuthor {
  id: string;
  name: string;
  phone: string | null;
}

export interface RefusedChange {
  id: string;
  change: string;
  kind: string;
  record: string;
  author: RefusedAuthor;
  patient: RefusedPatient;
  made_at: string;
  refused_at: string;
  reason: string;
  message: string;
  saw: Record<string, unknown> | null;
  set: Record<string, unknown>;
}

export interface RefusedChanges {
  changes: RefusedChange[];
  count: number;
}

export interface RefusedDealt {
  how: "note" | "set-aside";
  words: string;
}

export interface RefusedPatient {
  id: string;
  name: string;
  nhs_number: string | null;
}

export interface Replies {
  now: string;
  replies: Reply[];
}

export interface Reply {
  id: string;
  team: string;
  said: string;
  theme: string | null;
  /** How many comments said it; null: fewer than 5 */
  people: number | null;
  did: string | null;
  state: "no-owner" | "under-way" | "done" | "not-now";
  owner: ReplyOwner | null;
  opened_on: string;
  until: string | null;
  ended_on: string | null;
  translations: Record<string, Record<string, string>>;
  version: number;
}

export interface ReplyAnswer {
  id: string;
  team: string;
  said: string;
  theme: string | null;
  /** How many comments said it; null: fewer than 5 */
  people: number | null;
  did: string | null;
  state: "no-owner" | "under-way" | "done" | "not-now";
  owner: ReplyOwner | null;
  opened_on: string;
  until: string | null;
  ended_on: string | null;
  translations: Record<string, Record<string, string>>;
  version: number;
  now: string;
}

export interface ReplyOwner {
  id: string;
  name: string;
  profession: string;
}

export interface ReportCell {
  month: string;
  value: number | null;
  said: string | null;
  n: number | null;
  mark: string;
  key: string;
}

export interface ReportColumn {
  key: string;
  name: string;
}

export interface ReportCounts {
  month: string;
  label: string;
  numerator: number | null;
  denominator: number | null;
  mark: string;
}

export interface ReportExport {
  id: string;
  what: string;
  form: string;
  scope: string;
  scope_name: string;
  until: string;
  months: number;
  why: string;
  has_names: boolean;
  who: string;
  mine: boolean;
  asked_at: string;
  state: "waiting" | "making" | "ready" | "failed" | "stopped" | "removed";
  steps: number;
  done: number;
  doing: string | null;
  message: string | null;
  name: string | null;
  rows: number | null;
  pages: number | null;
  /** Bytes */
  size: number | null;
  ends_at: string | null;
  schedule: string | null;
}

export interface ReportExports {
  now: string;
  exports: ReportExport[];
  unheld: UnheldTable[];
}

export interface ReportMeasure {
  key: string;
  name: string;
  question: string;
  group: string;
  group_name: string;
  kind: string;
  direction: string;
  /** Numerator and denominator in words */
  counts: string;
  /** Of whom it tells: registered, resident, or otherwise */
  population: string;
  source: string;
  tier: string;
  /** What `n` counts */
  of: string;
  headline: boolean;
  baseline: number | null;
  said: string | null;
  n: number | null;
  mark: string;
  decimals: number;
  unit: string;
  chart: Chart;
}

export interface ReportMeasurePage {
  now: string;
  made_at: string | null;
  scope: ReportScope;
  above: ReportScope[];
  beside: ReportScope[];
  months: string[];
  month: string;
  is_over: boolean;
  /** How many of these months are still to be counted. */
  uncounted: number;
  first_month: string | null;
  by: string | null;
  ways: string[];
  columns: ReportColumn[];
  rows: ReportRow[];
  measure: ReportMeasure;
  counts: ReportCounts[];
  parts: ReportPart[];
}

export interface ReportOverview {
  now: string;
  made_at: string | null;
  scope: ReportScope;
  above: ReportScope[];
  beside: ReportScope[];
  months: string[];
  month: string;
  is_over: boolean;
  /** How many of these months are still to be counted. */
  uncounted: number;
  first_month: string | null;
  by: string | null;
  ways: string[];
  columns: ReportColumn[];
  rows: ReportRow[];
  measures: ReportMeasure[];
}

export interface ReportPart {
  part: string;
  points: ReportPoint[];
}

export interface ReportPoint {
  month: string;
  value: number | null;
  said: string | null;
  n: number | null;
  mark: string;
}

export interface ReportRow {
  scope: string;
  name: string;
  sort: "place" | "locality" | "organisation" | "team" | "area" | "network" | "practice";
  is_total: boolean;
  cells: ReportCell[];
}

export interface ReportSchedule {
  id: string;
  what: string;
  form: string;
  scope: string;
  scope_name: string;
  months: number;
  why: string;
  who: string;
  asked_at: string;
  first: string;
  state: "running" | "paused" | "stopped" | "ended";
  reason: string | null;
  changed_at: string;
  changed_by: string | null;
  next: string | null;
  next_on: string | null;
  exports: ReportExport[];
}

export interface ReportSchedules {
  now: string;
  schedules: ReportSchedule[];
}

export interface ReportScope {
  scope: string;
  name: string;
  sort: "place" | "locality" | "organisation" | "team" | "area" | "network" | "practice";
}

export interface Resend {
  ids: string[];
}

export interface RiskRun {
  id: string;
  practice: string;
  run_on: string;
  model: string;
  version: string;
  source: string;
  by_rank: boolean;
  people: number;
  very_high: number;
  high: number;
  moderate: number;
  imported_at: string;
  is_done: boolean;
}

export interface RiskRuns {
  runs: RiskRun[];
}

export interface Round {
  day: string;
  by: string;
  name: string;
  at: string;
  is_running: boolean;
  teams: RoundTeam[];
}

export interface RoundAsked {
  seconds?: number;
}

export interface RoundNumbers {
  visits: number;
  unallocated: number;
  travel_minutes: number;
}

export interface RoundTeam {
  id: string;
  name: string;
  state: "waiting" | "looking" | "ready" | "failed" | "cancelled" | "taken" | "left" | "none";
  message: string | null;
  progress: ProposalProgress | null;
  before: RoundNumbers | null;
  after: RoundNumbers | null;
}

export interface SaidAndDone {
  said: string;
  did: string;
  state: "under-way" | "done" | "not-now";
  /** Language → said, did, by (a named interpreter), on (a date) */
  translations: Record<string, Record<string, string>>;
}

export interface ScheduleAsked {
  what: "overview" | "fft";
  form: "pdf" | "xlsx" | "csv" | "zip";
  scope?: string;
  months?: number;
  why: string;
}

export interface ScheduleChange {
  state: "running" | "paused" | "ended";
}

export interface Session {
  /** The server's time (M7) */
  now: string;
  me: Me;
  holds: Holds;
}

export interface Set {
  key: string;
  version: number;
  name: string;
  items: SetItem[];
}

export interface SetItem {
  key: string;
  text: string;
  self_only: boolean;
}

export interface Setup {
  now: string;
  /** One may note translations and recordings for the place */
  manages: boolean;
  /** A demonstration: drafts of translations are shown, marked */
  drafts: boolean;
  sets: Set[];
  teams: TeamAsks[];
  /** By language */
  signed: Record<string, Signed>;
  recordings: Recorded[];
}

export interface SignIn {
  email: string;
  password: string;
}

export interface SignOff {
  /** Who checked it: a person, with their name */
  by: string;
  on: string;
  language: "bn" | "so" | "zh-Hant" | "ar" | "it" | "es" | "fr" | "pt" | "pl";
  /** SHA-256 of the wording, as the kiosk computes it */
  digest: string;
}

export interface Signed {
  digest: string;
  by: string;
  on: string;
}

export interface SignedOut {
  /** The server's time (M7) */
  now: string;
}

export interface SomeVisits {
  offer?: "free" | "least" | "more" | "both" | null;
  look?: "first" | "last" | null;
  visits: (string | null)[] | null;
}

export interface Sought {
  search: string;
}

export interface Split {
  visit: string;
  version: string;
}

export interface StandsAgain {
  visit: string;
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

export interface TakenUp {
  until: string;
}

export interface TeamAsks {
  team: string;
  name: string;
  set: string;
  service_line: "community-nursing" | "rehabilitation-and-therapy" | "specialist" | "children-and-family" | "other";
  languages: string[];
}

export interface TeamBuddy {
  id: string;
  is_chosen: boolean;
}

export interface TeamBuddySet {
  id: string;
  buddy: string | null;
}

export interface TeamFilling {
  id: string;
  name: string;
  parts: PartFilled[];
}

export interface TeamLastSeen {
  id: string;
  patient: string;
  name: string;
  address: string;
  planned_start: string | null;
  arrived_at: string | null;
  left_at: string | null;
  is_over: boolean;
  due_at: string | null;
}

export interface TeamMargin {
  own: number | null;
  place: number;
}

export interface TeamNamed {
  id: string;
  name: string;
}

export interface TeamPage {
  team: TeamNamed;
  now: string;
  stamp: string;
  margin: TeamMargin;
  people: TeamPerson[];
}

export interface TeamPerson {
  id: string;
  name: string;
  profession: string;
  phone: string | null;
  shift_start: string | null;
  shift_end: string | null;
  away: "sick" | "leave" | "training" | "other" | null;
  ended_at: string | null;
  late_minutes: number;
  late_said_at: string | null;
  heard_at: string | null;
  visits: number;
  visits_left: number;
  last: TeamLastSeen | null;
  next: TeamVisit | null;
  late: TeamVisit[];
  buddy: TeamBuddy | null;
  unsigned: number;
  unsigned_since: string | null;
  to_settle: number;
}

export interface TeamVisit {
  id: string;
  patient: string;
  name: string;
  address: string;
  planned_start: string | null;
}

export interface Tokens {
  now: string;
  month: string;
  /** The last day on which an answer is taken under it */
  ends_on: string;
  tokens: string[];
}

export interface Translated {
  said: string;
  did: string;
  /** The interpreter */
  by: string;
  on: string;
}

export interface Undo {
  step: number;
}

export interface UnheldTable {
  table: string;
  title: string;
  why: string;
}

export interface Urgent {
  id: string;
  patient: string;
  purpose: string;
  instructions?: string | null;
  minutes: number;
  people?: number;
  skills?: Needed[];
}

export interface VoicePage {
  now: string;
  /** When it was counted */
  made_at: string | null;
  scope: string;
  month: string;
  scopes: VoiceScope[];
  /** Twelve, the chosen one last */
  months: FftMonth[];
  /** Of the months that are shown */
  year: Fft;
  modes: Record<string, number>;
  who: FeedbackWho | null;
  /** The months of all below */
  quarter: string[];
  statements: FeedbackStatement[];
  wellbeing: Wellbeing[];
  joined_up: JoinedUp[];
  joined_up_all: JoinedUpAll[];
  /** All that a comment may have */
  themes: FeedbackThemeName[];
}

export interface VoiceScope {
  scope: string;
  name: string;
  team: string | null;
  /** One may answer here, set kiosks up and correct themes */
  leads: boolean;
}

export interface Way {
  means: "walk" | "cycle" | "car" | "public transport";
  kmh: number;
  detour: number;
  fixed_minutes: number;
  assumed: WayAsked;
  factor: number;
  of: number;
  enough: number;
  from_streets: boolean;
  said: string | null;
}

export interface WayAsked {
  means: "walk" | "cycle" | "car" | "public transport";
  kmh: number;
  detour: number;
  fixed_minutes: number;
}

export interface Ways {
  means: Way[];
  uses_factors: boolean;
  uses_took: boolean;
  has_streets: boolean;
  by: string | null;
  at: string | null;
}

export interface WaysAsked {
  means: WayAsked[];
  uses_factors: boolean;
  uses_took: boolean;
}

export interface WeekAway {
  staff: string;
  from: string;
  until: string;
}

export interface WeekDay {
  day: string;
  is_past: boolean;
  holiday: string | null;
  is_known: boolean;
  staff: number;
  visits: number;
  capacity_minutes: number;
  demand_minutes: number;
  travel_minutes: number;
  skills: WeekSkillMinutes[];
}

export interface WeekDayPlanned {
  day: string;
  before_minutes: number;
  plain_minutes: number;
  after_minutes: number;
  capacity_minutes: number;
  skills: WeekSkillPlanned[];
}

export interface WeekDayUncovered {
  day: string;
  is_known: boolean;
  capacity_before_minutes: number;
  capacity_minutes: number;
  demand_minutes: number;
  uncovered_before_minutes: number;
  uncovered_minutes: number;
  skills: WeekSkillUncovered[];
}

export interface WeekEnding {
  visit: string;
  ending: "applied" | "merged" | "conflicted" | "refused" | "not-now";
  text: string;
}

export interface WeekFollow {
  action: string;
  patient: string;
  name: string;
  words: string;
  visit: string;
  day: string;
  what: "cancel" | "change";
  was: WeekVisitIs;
  then: WeekVisitIs | null;
  staff: string[];
  why: string;
}

export interface WeekHoliday {
  day: string;
  name: string;
  is_own: boolean;
  visits: number;
}

export interface WeekHolidayNotKept {
  day: string;
  name: string;
}

export interface WeekHolidaySet {
  is_holiday: boolean;
  name?: string | null;
}

export interface WeekHolidays {
  year: number;
  days: WeekHoliday[];
  removed: WeekHolidayNotKept[];
}

export interface WeekMake {
  action: string;
  patient: string;
  name: string;
  words: string;
  visit: string;
  day: string;
  ordinal: number;
  start: string;
  end: string;
  window_start: string;
  window_end: string;
  is_hard: boolean;
  reason: string | null;
  minutes: number;
  people: number;
  skills: string[];
  staff: string[];
  plain_day: string;
  why: string[];
}

export interface WeekMove {
  id: string;
  visit: string;
  was: string;
  day: string;
}

export interface WeekNumbers {
  visits: number;
  busiest_day: string;
  busiest_minutes: number;
  quietest_day: string;
  quietest_minutes: number;
  over_minutes: number;
  strange_visits: number;
  moved_weekdays: number;
  cost_minutes: number;
}

export interface WeekOfSeries {
  first: string;
  asked: number;
  there: number;
}

export interface WeekPattern {
  days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[] | null;
  per_week: number | null;
  every_weeks: number | null;
  every_days: number | null;
  apart_days: number | null;
  times: string[];
  is_hard: boolean | null;
  reason: string | null;
  gap_least_minutes: number | null;
  gap_most_minutes: number | null;
  minutes: number;
  people: number | null;
  skills: string[] | null;
  from: string;
  until: string | null;
  holidays: "as-usual" | "skip" | "move" | null;
  team: string | null;
}

export interface WeekPatternAsked {
  days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" | null)[] | null;
  per_week?: number | null;
  every_weeks?: number | null;
  every_days?: number | null;
  apart_days?: number | null;
  times?: string[] | null;
  is_hard?: boolean | null;
  reason?: string | null;
  gap_least_minutes?: number | null;
  gap_most_minutes?: number | null;
  minutes?: number | null;
  people?: number | null;
  skills?: string[] | null;
  from?: string | null;
  until?: string | null;
  holidays?: "as-usual" | "skip" | "move" | null;
  team?: string | null;
}

export interface WeekPatternIs {
  series: WeekSeries | null;
}

export interface WeekPatternSet {
  id: string;
  /** That of the action as it was seen */
  version: string;
  pattern: WeekPatternAsked | null;
}

export interface WeekPerson {
  id: string;
  name: string;
  profession: string | null;
  skills: WeekSkill[];
  days: WeekShift[];
}

export interface WeekPersonAway {
  from: string;
  until: string | null;
  why: "hospital" | "respite" | "family" | "other" | null;
}

export interface WeekPersonAwayAsked {
  from: string;
  until?: string | null;
  why?: "hospital" | "respite" | "family" | "other" | null;
}

export interface WeekPersonAwaySet {
  id: string;
  saw: WeekPersonAwayAsked | null;
  away: WeekPersonAwayAsked | null;
}

export interface WeekReading {
  understood: boolean;
  pattern: WeekPattern | null;
  says: string | null;
  assumed: string[];
  not_understood: string[];
}

export interface WeekSeries {
  action: string;
  patient: string;
  name: string;
  words: string;
  version: string;
  /** The first half of the postcode: it tells namesakes apart */
  area: string | null;
  frequency: string | null;
  until_words: string | null;
  pattern: WeekPattern | null;
  says: string | null;
  is_open: boolean;
  differs: string | null;
  disputed: boolean;
  away: WeekPersonAway | null;
  notes: string[];
  known: string[];
  visits: WeekVisit[];
  weeks: WeekOfSeries[];
}

export interface WeekSeriesIs {
  series: WeekSeries;
}

export interface WeekShift {
  day: string;
  minutes: number;
  away: "sick" | "leave" | "training" | "other" | null;
}

export interface WeekShort {
  action: string;
  patient: string;
  name: string;
  words: string;
  first: string;
  asked: number;
  planned: number;
  why: string;
}

export interface WeekSkill {
  skill: string;
  level: number;
  until: string | null;
}

export interface WeekSkillMinutes {
  skill: string;
  capacity_minutes: number;
  demand_minutes: number;
}

export interface WeekSkillPlanned {
  skill: string;
  before_minutes: number;
  after_minutes: number;
  capacity_minutes: number;
}

export interface WeekSkillUncovered {
  skill: string;
  capacity_before_minutes: number;
  capacity_minutes: number;
  demand_minutes: number;
  uncovered_before_minutes: number;
  uncovered_minutes: number;
}

export interface WeekStay {
  action: string;
  patient: string;
  name: string;
  words: string;
  visit: string;
  day: string;
  why: string;
}

export interface WeekSuggestion {
  id: string;
  team: string;
  first: string;
  last: string;
  by: string;
  name: string;
  at: string;
  state: "open" | "taken" | "left";
  faces: "usual" | "nobody";
  makes: WeekMake[];
  follows: WeekFollow[];
  stays: WeekStay[];
  short: WeekShort[];
  days: WeekDayPlanned[];
  before: WeekNumbers;
  plain: WeekNumbers;
  after: WeekNumbers;
}

export interface WeekSuggestionAsked {
  faces?: "usual" | "nobody";
}

export interface WeekTake {
  visits: string[] | null;
}

export interface WeekTaking {
  id: string;
  state: "waiting" | "writing" | "stopping" | "done" | "stopped";
  by: string;
  name: string;
  at: string;
  total: number;
  written: number;
  endings: WeekEnding[];
}

export interface WeekTeam {
  id: string;
  name: string;
}

export interface WeekTeams {
  teams: WeekTeam[];
  today: string;
  first: string;
  weeks: number;
}

export interface WeekUnpatterned {
  action: string;
  patient: string;
  name: string;
  words: string;
  version: string;
  frequency: string | null;
  until: string | null;
  staff: string | null;
  reading: WeekReading;
}

export interface WeekVisit {
  id: string;
  day: string;
  ordinal: number;
  start: string;
  end: string;
  staff: string[];
  state: "planned" | "under-way" | "took-place" | "not-seen" | "went-anyway" | "cancelled";
  by_hand: boolean;
}

export interface WeekVisitIs {
  start: string;
  end: string;
  window_start: string | null;
  window_end: string | null;
  is_hard: boolean;
  reason: string | null;
  people: number;
  skills: string[];
}

export interface WeekVisitLost {
  visit: string;
  action: string | null;
  patient: string;
  name: string;
  day: string;
  start: string;
  why: ("nobody-asked-works" | "no-known-face" | "nobody-skilled")[];
}

export interface WeekWhatIf {
  away: WeekAway[];
  suggestion?: string | null;
}

export interface WeekWhatIfIs {
  days: WeekDayUncovered[];
  visits: WeekVisitLost[];
  uncovered_minutes: number;
  strange_visits: number;
}

export interface WeekWords {
  words: string;
  until?: string | null;
}

export interface Weeks {
  team: string;
  team_name: string;
  first: string;
  last: string;
  today: string;
  stamp: string;
  skills: string[];
  days: WeekDay[];
  people: WeekPerson[];
  series: WeekSeries[];
  unpatterned: WeekUnpatterned[];
  taking: WeekTaking | null;
}

export interface Weights {
  preset: "balanced" | "known faces first" | "short ways first" | "on time first" | "even days first";
}

export interface Wellbeing {
  item: string;
  text: string;
  version: string;
  /** * where all is hidden: fewer than 5 answers, or so that another number cannot be worked out; which of both is not told */
  mark: "" | "*";
  /** Teams' months with answers that are not in it: too few, or hidden to guard another number */
  left_out: number;
  n: number | null;
  mean: number | null;
  bands: WellbeingBand[] | null;
}

export interface WellbeingBand {
  name: string;
  n: number;
  percent: number | null;
}

export interface Which {
  ids: string[];
}

export interface WhichComments {
  /** team:<id>, locality:<name> or place */
  scope?: string | null;
  month?: string | null;
  theme?: "when-you-come" | "kindness" | "same-faces" | "being-listened-to" | "working-together" | "getting-hold-of-you" | "weekends-and-nights" | "pain-and-treatment" | "equipment" | "language" | null;
  /** Words that stand in it */
  search?: string | null;
  /** The page before's `next` */
  after?: string | null;
}

export interface Withdraw {
  language: "bn" | "so" | "zh-Hant" | "ar" | "it" | "es" | "fr" | "pt" | "pl";
}

/** What each operation takes and answers, where that is JSON. */
export interface Operations {
  "POST /api/v1/session": { body: SignIn; answer: Session };
  "GET /api/v1/session": { body: null; answer: Session };
  "DELETE /api/v1/session": { body: null; answer: SignedOut };
  "POST /api/v1/patients/find": { body: Sought; answer: FoundPeople };
  "GET /api/v1/patients/{patient}/older": { body: null; answer: Older };
  "GET /api/v1/patients/{patient}/history": { body: null; answer: History };
  "POST /api/v1/attachments/received": { body: Which; answer: ReceivedList };
  "PUT /api/v1/attachments/{attachment}/content": { body: null; answer: Received };
  "GET /api/v1/attachments/{attachment}/content": { body: null; answer: null };
  "POST /api/v1/patients/{patient}/documents": { body: DocumentAsked; answer: Document };
  "GET /api/v1/documents/{document}": { body: null; answer: Document };
  "DELETE /api/v1/documents/{document}": { body: null; answer: null };
  "GET /api/v1/documents/{document}/content": { body: null; answer: null };
  "POST /api/v1/feedback": { body: FeedbackBatch; answer: FeedbackTaken };
  "GET /api/v1/feedback/kiosk": { body: null; answer: Kiosk };
  "POST /api/v1/feedback/kiosks/enrol": { body: Enrol; answer: Enrolled };
  "POST /api/v1/feedback/tokens": { body: AskTokens; answer: Tokens };
  "POST /api/v1/feedback/entries": { body: Entry; answer: Entered };
  "GET /api/v1/feedback/kiosks": { body: null; answer: Kiosks };
  "POST /api/v1/feedback/kiosks": { body: NewKiosk; answer: NewKioskAnswer };
  "DELETE /api/v1/feedback/kiosks/{kiosk}": { body: null; answer: Entered };
  "GET /api/v1/feedback/asked": { body: null; answer: Asked };
  "PUT /api/v1/feedback/asked/{team}": { body: Chosen; answer: Entered };
  "GET /api/v1/feedback/page": { body: null; answer: VoicePage };
  "POST /api/v1/feedback/export": { body: Export; answer: ExportAnswer };
  "POST /api/v1/feedback/comments/search": { body: WhichComments; answer: FeedbackComments };
  "PATCH /api/v1/feedback/comments/{comment}": { body: MarkComment; answer: Marked };
  "GET /api/v1/feedback/replies": { body: null; answer: Replies };
  "POST /api/v1/feedback/replies": { body: NewReply; answer: ReplyAnswer };
  "PATCH /api/v1/feedback/replies/{reply}": { body: ChangeReply; answer: ReplyAnswer };
  "GET /api/v1/feedback/setup": { body: null; answer: Setup };
  "PUT /api/v1/feedback/translations": { body: SignOff; answer: Entered };
  "POST /api/v1/feedback/translations/withdraw": { body: Withdraw; answer: Entered };
  "PUT /api/v1/feedback/recordings": { body: Recording; answer: Entered };
  "DELETE /api/v1/feedback/recordings/{recording}": { body: null; answer: Entered };
  "GET /api/v1/feedback/recordings/{recording}": { body: null; answer: null };
  "GET /api/v1/feedback/kiosk/recordings/{recording}": { body: null; answer: null };
  "GET /api/v1/questionnaires": { body: null; answer: Forms };
  "POST /api/v1/questionnaires": { body: FormUpload; answer: FormUploaded };
  "POST /api/v1/questionnaires/preview": { body: FormUpload; answer: FormPreview };
  "POST /api/v1/questionnaires/{form}/publish": { body: null; answer: FormDone };
  "POST /api/v1/questionnaires/{form}/retire": { body: FormReason; answer: FormDone };
  "POST /api/v1/questionnaires/filling": { body: Measures; answer: MeasuresTaken };
  "GET /api/v1/questionnaires/{form}/filling": { body: null; answer: Filling };
  "GET /api/v1/team/marked": { body: null; answer: MarkedSignatures };
  "GET /api/v1/assessments/marked": { body: null; answer: MarkedSignatures };
  "GET /api/v1/patients/{patient}/assessments/{assessment}/response": { body: null; answer: AssessmentResponse };
  "GET /api/v1/team": { body: null; answer: TeamPage };
  "PUT /api/v1/team/people/{staff}/buddy": { body: TeamBuddySet; answer: null };
  "GET /api/v1/team/refusals": { body: null; answer: RefusedChanges };
  "POST /api/v1/team/refusals/{refusal}": { body: RefusedDealt; answer: null };
  "POST /api/v1/board/{team}/{day}/proposals": { body: ProposalAsked; answer: Proposal };
  "PUT /api/v1/board/{team}/{day}/weights": { body: Weights; answer: Board };
  "GET /api/v1/board/proposals/{proposal}": { body: null; answer: Proposal };
  "DELETE /api/v1/board/proposals/{proposal}": { body: null; answer: null };
  "POST /api/v1/board/proposals/{proposal}/take": { body: SomeVisits; answer: BoardMoved };
  "POST /api/v1/board/proposals/{proposal}/count": { body: SomeVisits; answer: ProposalCount };
  "GET /api/v1/board/rounds/{day}": { body: null; answer: Round };
  "POST /api/v1/board/rounds/{day}": { body: RoundAsked; answer: Round };
  "DELETE /api/v1/board/rounds/{day}": { body: null; answer: null };
  "POST /api/v1/board/{team}/{day}/publications": { body: Publish; answer: Publication };
  "GET /api/v1/board/publications/{publication}": { body: null; answer: Publication };
  "GET /api/v1/board": { body: null; answer: Boards };
  "GET /api/v1/board/{team}/{day}": { body: null; answer: Board };
  "POST /api/v1/board/{team}/{day}/moves": { body: Moves; answer: BoardMoved };
  "POST /api/v1/board/{team}/{day}/try": { body: Moves; answer: BoardTried };
  "POST /api/v1/board/{team}/{day}/split": { body: Split; answer: BoardMoved };
  "POST /api/v1/board/{team}/{day}/undo": { body: Undo; answer: BoardMoved };
  "POST /api/v1/board/{team}/{day}/away": { body: Away; answer: BoardMoved };
  "POST /api/v1/board/{team}/{day}/not-home": { body: NotHome; answer: Board };
  "POST /api/v1/board/{team}/{day}/called-off": { body: CallOff; answer: Board };
  "POST /api/v1/board/{team}/{day}/stands-again": { body: StandsAgain; answer: Board };
  "POST /api/v1/board/{team}/{day}/urgent": { body: Urgent; answer: BoardUrgentMade };
  "GET /api/v1/weeks": { body: null; answer: WeekTeams };
  "GET /api/v1/weeks/{team}/{monday}": { body: null; answer: Weeks };
  "POST /api/v1/weeks/{team}/read": { body: WeekWords; answer: WeekReading };
  "PUT /api/v1/weeks/{team}/patterns/{action}": { body: WeekPatternSet; answer: WeekPatternIs };
  "PUT /api/v1/weeks/{team}/people/{patient}/away": { body: WeekPersonAwaySet; answer: null };
  "POST /api/v1/weeks/{team}/{monday}/suggestions": { body: WeekSuggestionAsked; answer: WeekSuggestion };
  "POST /api/v1/weeks/{team}/{monday}/moves": { body: WeekMove; answer: WeekSeriesIs };
  "GET /api/v1/weeks/suggestions/{suggestion}": { body: null; answer: WeekSuggestion };
  "DELETE /api/v1/weeks/suggestions/{suggestion}": { body: null; answer: null };
  "POST /api/v1/weeks/suggestions/{suggestion}/take": { body: WeekTake; answer: WeekTaking };
  "POST /api/v1/weeks/takings/{taking_id}/undo": { body: null; answer: WeekTaking };
  "GET /api/v1/weeks/takings/{taking_id}": { body: null; answer: WeekTaking };
  "POST /api/v1/weeks/takings/{taking_id}/stop": { body: null; answer: WeekTaking };
  "POST /api/v1/weeks/{team}/{monday}/what-if": { body: WeekWhatIf; answer: WeekWhatIfIs };
  "GET /api/v1/weeks/holidays/{year}": { body: null; answer: WeekHolidays };
  "PUT /api/v1/weeks/holidays/{day}": { body: WeekHolidaySet; answer: null };
  "DELETE /api/v1/weeks/holidays/{day}": { body: null; answer: null };
  "GET /api/v1/reports/exports": { body: null; answer: ReportExports };
  "POST /api/v1/reports/exports": { body: ExportAsked; answer: ReportExport };
  "GET /api/v1/reports/exports/{export}/content": { body: null; answer: null };
  "DELETE /api/v1/reports/exports/{export}": { body: null; answer: null };
  "GET /api/v1/reports/schedules": { body: null; answer: ReportSchedules };
  "POST /api/v1/reports/schedules": { body: ScheduleAsked; answer: ReportSchedule };
  "PATCH /api/v1/reports/schedules/{schedule}": { body: ScheduleChange; answer: null };
  "GET /api/v1/reports": { body: null; answer: ReportOverview };
  "GET /api/v1/reports/{measure}": { body: null; answer: ReportMeasurePage };
  "GET /api/v1/outcomes-contract": { body: null; answer: ContractPage };
  "PUT /api/v1/outcomes-contract": { body: ContractRevision; answer: ContractPage };
  "POST /api/v1/outcomes-contract/scenario": { body: ContractScenario; answer: ContractResult };
  "GET /api/v1/referrals": { body: null; answer: Referrals };
  "POST /api/v1/referrals/known": { body: KnownQuery; answer: Known };
  "POST /api/v1/referrals/people/{patient}": { body: null; answer: TakenUp };
  "GET /api/v1/population": { body: null; answer: AtRiskPage };
  "GET /api/v1/population/runs": { body: null; answer: RiskRuns };
  "POST /api/v1/population/runs": { body: BandsFile; answer: Imported };
  "GET /api/v1/patients/{patient}/lead": { body: null; answer: LeadProposal };
  "GET /api/v1/outside/files": { body: null; answer: OutsideFiles };
  "POST /api/v1/outside/files": { body: OutsideFile; answer: OutsideTaken };
  "GET /api/v1/ways/{team}": { body: null; answer: Ways };
  "PUT /api/v1/ways/{team}": { body: WaysAsked; answer: Ways };
  "POST /api/v1/ways/{team}/learn": { body: null; answer: null };
  "POST /api/v1/sync/push": { body: Push; answer: Pushed };
  "POST /api/v1/sync/check": { body: Check; answer: Checked };
  "POST /api/v1/sync/pull": { body: Pull; answer: null };
  "POST /api/v1/sync/resend": { body: Resend; answer: Lacking };
}
