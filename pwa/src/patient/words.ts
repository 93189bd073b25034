/** How records and their groups read in plain words: for history, timeline, disputes and what is new. One place, so that all of them say the same. */
import { groupNamed } from "../api/groups";
import type { Kind } from "../api/kinds";
import { statements } from "../api/statements";
import { actionStatuses, agreedKinds, contingencyStatuses, goalStatuses, stepWords } from "../care-plan/progress";
import { day, dayAndTime, isDate, monthAndYear, timeOf } from "../lib/dates";
import { pictureWords } from "../lib/pictures";
import { isEmpty, patternOf } from "../lib/repeating/pattern";
import { patternInWords } from "../lib/repeating/said";
import { agreedTo, bands, clientGroups } from "../population/words";
import type { Bundle, People, View } from "../store/contract";
import { outcomeWords } from "../visit/leaving";
import { labelOf } from "../visit/measurements";
import { lowerFirst } from "./text";
import { cannotShow, isUnknown } from "./unknown";

export interface Saying {
  people: People;
  now: Date;
}

type Values = Readonly<Record<string, unknown>>;
const text = (v: unknown): string => (typeof v === "string" ? v.trim() : typeof v === "number" ? String(v) : "");
const join = (parts: readonly (string | null | undefined)[], by = ", "): string => parts.filter((p) => p).join(by);
/** How often, which way and "if this" are typed as a sentence and said inside another: "Twice a day" → "twice a day". Names and days keep their capital. */
export const mid = (v: unknown): string => (startsSentence.test(text(v)) ? lowerFirst(text(v)) : text(v));
const startsSentence =
  /^(Once|Twice|One|Two|Three|Four|Five|Six|At|Every|Each|Daily|Weekly|Monthly|As|When|If|After|Before|In|On|By|With|For|Up|Only|Most|A|An|The|This|She|He|They|It|You|Her|His|Their|My|Your|Any|No|Nobody|Nothing|Somebody|Something|There|Morning|Evening|Night|Nightly|Apply|Inhaled|Under|Into|Through)\b/;
/** Each ends as a sentence before the next begins; the last keeps its own end. */
const sentences = (all: readonly string[]): string => {
  const said = all.filter(Boolean);
  return said.map((s, i) => (i < said.length - 1 && !/[.!?…”]$/.test(s) ? `${s}.` : s)).join(" ");
};
const quoted = (s: string): string => (s ? `“${s}”` : "");

/** The first words of a long text, cut between words. */
export function short(words: string, most = 60): string {
  const line = words.trim().replace(/\s+/g, " ");
  if (line.length <= most) return line;
  return `${line.slice(0, line.lastIndexOf(" ", most) > 20 ? line.lastIndexOf(" ", most) : most)}…`;
}

/** What a record is called: "Goal “walk to the kitchen”", "Allergy: penicillin". */
export function nameOf(kind: string, f: Values, say: Saying): string {
  switch (kind as Kind) {
    case "goal":
      return `Goal ${quoted(short(text(f.words))) || "without words"}`;
    case "action":
      return `Action ${quoted(short(text(f.words))) || "without words"}`;
    case "contingency":
      return `Instruction ${quoted(short(`If ${mid(f.if_this) || "…"}`))}`;
    case "meeting_item":
    case "meeting_talk":
      return join(["Team meeting", on(f.held_on, say)]);
    case "meeting":
      return join(["Team meeting", f.starts_at ? day(text(f.starts_at), say.now) : ""]);
    case "referral":
      return `Referral${f.why ? ` ${quoted(short(text(f.why)))}` : ""}`;
    case "alert":
      return `Alert: ${text(f.title)}`;
    case "medicine":
      return `Medicine: ${text(f.name)}`;
    case "condition":
      return `Condition: ${text(f.name)}`;
    case "contact":
      return `Contact: ${text(f.name)}`;
    case "observation":
      return labelOf(text(f.type));
    case "attachment":
      return join([pictureWords(text(f.what)), text(f.site)]);
    case "visit":
      return f.planned_start ? `Visit ${dayAndTime(text(f.planned_start), say.now)}` : "Visit";
    default:
      return kindWords[kind as Kind] ?? "Something this version cannot show";
  }
}

/** A record's fields as `nameOf` asks for them: what is said at a meeting has its day from the person's place on the list. */
export function namedBy(about: View | undefined, bundle: Bundle | null): Values | undefined {
  if (about?.kind !== "meeting_talk") return about?.fields;
  const { meeting } = about.fields as View<"meeting_talk">["fields"];
  return { ...about.fields, held_on: bundle?.all("meeting_item").find((one) => one.fields.meeting === meeting)?.fields.held_on };
}

const kindWords: Partial<Record<Kind, string>> = {
  patient: "Personal details",
  door_code: "Door code",
  about_me: "About me",
  care_plan: "Care plan",
  attendance: "Visit attended",
  done: "Planned action",
  attachment: "Picture",
  note: "Note",
  disclosure: "Door code shown",
  conflict: "Settled",
  assessment: "Assessment",
  answer_row: "Assessment",
  signature: "Signature of an assessment",
  questionnaire: "Form",
  meeting: "Team meeting",
  risk_judgement: "Risk band by judgement",
  consent: "Consent",
};

/** What a group is called inside "changed the … of". */
export const groupWords: Record<string, string> = {
  "patient.name": "name",
  "patient.birth": "date of birth",
  "patient.nhs_number": "NHS number",
  "patient.address": "address and way in",
  "patient.phone": "phone number",
  "patient.interpreter": "interpreter",
  "patient.practice": "GP practice",
  "patient.care_team": "lead professional and care coordinator",
  "patient.risk": "risk band",
  "patient.client_group": "client group",
  "risk_judgement.judgement": "judgement",
  "consent.given": "answer",
  "patient.household": "household",
  "patient.known_faces": "known faces",
  "patient.never_by": "who is not to come",
  "patient.wishes": "wishes for who comes",
  "patient.news2_scale": "oxygen scale of NEWS2",
  "alert.statement": "wording",
  "referral.came": "who refers",
  "referral.reason": "reason",
  "referral.words": "what was written",
  "referral.asks": "what is asked for",
  "referral.clock": "urgency and clock",
  "referral.triage": "who looks after it",
  "referral.asked": "question and answer",
  "referral.seen": "first contact elsewhere",
  "referral.apart": "what it is kept apart from",
  "door_code.code": "code",
  "contact.person": "name and relation",
  "contact.role": "role",
  "condition.statement": "wording",
  "medicine.statement": "dose and instructions",
  "about_me.words": "words",
  "about_me.telling": "telling",
  "care_plan.matters": "what matters to me",
  "care_plan.worse": "what to do if things get worse",
  "care_plan.agreement": "agreement",
  "care_plan.review": "next review",
  "goal.words": "wording",
  "goal.statement": "shared “I” statement",
  "goal.baseline": "starting point",
  "goal.target": "target",
  "goal.now": "present state",
  "goal.progress": "progress",
  "goal.review": "review",
  "goal.place": "place on the page",
  "action.statement": "wording, how often and until when",
  "action.doer": "person who does it",
  "action.goals": "goals it serves",
  "action.measure": "measurements",
  "action.place": "place on the page",
  "contingency.statement": "wording and whom to call",
  "contingency.place": "place on the page",
  "meeting_item.held": "day",
  "meeting_talk.asked": "question",
  "meeting_talk.people": "people there",
  "meeting_talk.outcome": "reason",
  "meeting.about": "name",
  "meeting.when": "time",
  "meeting.where": "room and call",
  "meeting.chair": "person who leads it",
  "meeting.people": "people there",
  "action.repeat": "repeating visits",
  "action.repeat_team": "team that plans its visits",
  "patient.away": "time away from home",
  "visit.series": "place in its series",
  "visit.when": "time",
  "visit.team": "team",
  "visit.window": "time between which it may begin",
  "visit.needs": "people and skills that it needs",
  "visit.priority": "priority",
  "visit.gap": "time after the visit before it",
  "visit.pin": "place in the plan",
  "visit.asked": "people asked",
  "visit.purpose": "purpose",
  "visit.actions": "planned actions",
  "visit.calling_off": "who called it off",
  "observation.confirmed": "rare value confirmed",
  "attachment.words": "description",
  "attendance.leaving": "leaving",
  "attendance.expected": "time to leave by",
};
export const groupName = (kind: string, group: string): string =>
  (group === "status" ? "state" : group.startsWith("answer.") ? answerTo(group) : undefined) ??
  groupWords[`${kind}.${group}`] ??
  group.replaceAll("_", " ");

/** Where the form is not at hand to say the question, its place in it does: `answer.wants.change` → "answer to “wants: change”". */
const answerTo = (group: string): string => `answer to “${group.slice("answer.".length).replaceAll("-", " ").replace(/[./]/g, ": ")}”`;

/** An answer in its own words: what was chosen, as it was shown when it was; or that it was not asked, and why. */
function answered(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const { answer, not_asked } = value as { answer?: unknown; not_asked?: unknown };
  if (text(not_asked)) return `not asked, because ${text(not_asked)}`;
  return join((Array.isArray(answer) ? answer : []).map(oneAnswer));
}

function oneAnswer(entry: unknown): string {
  const found = Object.entries((entry ?? {}) as object).find(([name]) => name.startsWith("value"))?.[1] as unknown;
  if (found === true || found === false) return found ? "yes" : "no";
  if (typeof found !== "object" || found === null) return text(found);
  const { display, code, value, unit, title } = found as Values;
  return value === undefined ? text(display) || text(title) || text(code) : join([text(value), text(unit) || text(code)], " ");
}

/** Of a statement with several parts, which of them differ between some values of it; the name of the whole group where that is not told apart. */
export function differingName(kind: string, group: string, values: readonly Values[]): string {
  const parts = partWords[`${kind}.${group}`] ?? {};
  const differ = Object.keys(parts).filter((field) => new Set(values.map((v) => text(v[field]))).size > 1);
  return differ.length > 0
    ? differ
        .map((field) => parts[field])
        .join(", ")
        .replace(/, ([^,]*)$/, " and $1")
    : groupName(kind, group);
}
const partWords: Record<string, Record<string, string>> = {
  "contingency.statement": { if_this: "sign to look for", then_do: "what to do", call_who: "person to call", call_phone: "telephone number" },
  "care_plan.agreement": { agreed_kind: "agreement", agreed_on: "day", agreed_with: "people", not_agreed_why: "reason" },
  "action.statement": { words: "wording", frequency: "how often", until: "until when" },
  "medicine.statement": { name: "name", dose: "dose", unit: "unit", route: "way of taking", frequency: "how often", instructions: "instructions" },
};

const statusWords: Record<string, string> = {
  active: "active",
  planned: "planned",
  ended: "ended",
  "entered-in-error": "entered in error",
  cancelled: "cancelled",
  resolved: "resolved",
  stopped: "stopped",
  died: "died",
  "moved-away": "moved away",
  recorded: "recorded",
  withdrawn: "withdrawn",
  listed: "on the list",
  discussed: "discussed",
  "put-off": "put off",
};

/** A staff member's name and profession, never an id. */
export const nameOfStaff = (id: unknown, say: Saying): string =>
  typeof id === "string" && id ? (say.people.staff(id)?.name ?? "someone not on this tablet’s list") : "";

const isId = (s: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(s);
const on = (v: unknown, say: Saying): string => (isDate(text(v)) ? day(text(v), say.now) : text(v));
/** "Until when" is a day or words. */
export const until = (v: unknown, say: Saying): string => (isDate(text(v)) ? day(text(v), say.now) : text(v));
const status = (kind: string, f: Values): string => {
  const code = text(f.status);
  const own = { goal: goalStatuses, action: actionStatuses, contingency: contingencyStatuses }[kind] ?? [];
  const words = own.find((s) => s.code === code)?.words.toLowerCase() ?? statusWords[code] ?? code;
  return join([words, text(f.status_reason)], ": ");
};
const yes = (v: unknown, words: string): string => (v === true ? words : "");
const list = (v: unknown): string[] => (Array.isArray(v) ? v.filter((x): x is string => typeof x === "string") : []);

/** The value of a group as one phrase; empty where it holds nothing. */
export function said(kind: string, group: string, f: Values, say: Saying): string {
  const newer = (groupNamed(kind, group)?.fields ?? []).filter((field) => isUnknown(kind, field, f[field]));
  if (newer.length === 0) return known(kind, group, f, say);
  const rest = Object.fromEntries(Object.entries(f).filter(([field]) => !newer.includes(field)));
  return join([known(kind, group, rest, say), cannotShow]);
}

function known(kind: string, group: string, f: Values, say: Saying): string {
  if (group === "status") return status(kind, f);
  if (group.startsWith("answer.")) return answered(f[group]);
  switch (`${kind}.${group}`) {
    case "goal.words":
      return quoted(text(f.words));
    case "goal.statement":
      return quoted(statements[text(f.i_statement)] ?? text(f.i_statement));
    case "goal.baseline":
      return join([text(f.baseline), on(f.baseline_on, say)]);
    case "goal.target":
      return join([join([text(f.target), text(f.target_unit)], " "), text(f.target_how), text(f.target_on) ? `by ${on(f.target_on, say)}` : ""]);
    case "goal.now":
      return join([text(f.now), text(f.now_how), on(f.now_on, say)]);
    case "goal.progress":
      return quoted((stepWords(f.progress as number | null) ?? "").toLowerCase());
    case "goal.review":
    case "care_plan.review":
      return join([on(f.review_on, say), nameOfStaff(f.review_by, say)]);
    case "action.statement":
      return sentences([text(f.words), text(f.frequency) && `How often: ${mid(f.frequency)}`, text(f.until) && `Until: ${until(f.until, say)}`]);
    case "action.repeat":
      return isEmpty(patternOf(f)) ? "nothing repeats" : patternInWords(patternOf(f));
    case "action.repeat_team":
      return say.people.team(text(f.repeat_team))?.name ?? "";
    case "action.doer":
      return join([text(f.who), nameOfStaff(f.staff, say), say.people.organisation(text(f.organisation))?.name]);
    case "contingency.statement": {
      const call = join([text(f.call_who), text(f.call_phone)]);
      return sentences([text(f.if_this) && `If ${mid(f.if_this)}`, text(f.then_do), call && `Call ${call}`]);
    }
    case "alert.statement":
      return join([join([text(f.title), text(f.detail)], ". "), text(f.severity) ? `${text(f.severity)} severity` : ""]);
    case "medicine.statement":
      return sentences([join([join([text(f.name), text(f.dose), text(f.unit)], " "), mid(f.frequency), mid(f.route)]), text(f.instructions)]);
    case "condition.statement":
      return join([text(f.name), text(f.onset_on) ? `since ${monthAndYear(text(f.onset_on))}` : ""]);
    case "contact.person":
      return join([text(f.name), text(f.relation)]);
    case "contact.role":
      return join([yes(f.is_carer, "carer"), yes(f.is_next_of_kin, "next of kin"), yes(f.is_key_holder, "holds a key")]) || "no role";
    case "care_plan.agreement":
      return join([agreedKinds[text(f.agreed_kind)]?.toLowerCase(), text(f.not_agreed_why), on(f.agreed_on, say), list(f.agreed_with).join("; ")]);
    case "patient.name":
      return join([join([text(f.given_name), text(f.family_name)], " "), text(f.known_as) ? `known as ${text(f.known_as)}` : ""]);
    case "patient.birth":
      return on(f.born_on, say);
    case "patient.address":
      return join([text(f.address_line), text(f.postcode), text(f.access_note)]);
    case "patient.interpreter":
      return f.interpreter_needed === true
        ? join(["interpreter needed", text(f.interpreter_language)])
        : f.interpreter_needed === false
          ? "no interpreter needed"
          : "";
    case "patient.practice":
      return say.people.practice(text(f.practice))?.name ?? "";
    case "patient.care_team":
      return join([nameOfStaff(f.lead_professional, say), text(f.lead_reason), nameOfStaff(f.care_coordinator, say)]);
    case "patient.risk":
      return join([bands[text(f.risk_band)]?.toLowerCase(), on(f.risk_on, say), text(f.risk_source)]);
    case "patient.client_group":
      return clientGroups[text(f.client_group)] ?? "";
    case "risk_judgement.judgement":
      return join([bands[text(f.band)]?.toLowerCase() ?? "taken back", on(f.judged_on, say), text(f.why)]);
    case "consent.given":
      return agreedTo(f);
    case "patient.news2_scale":
      return join([f.spo2_scale ? `scale ${text(f.spo2_scale)}` : "", text(f.spo2_scale_reason)]);
    case "meeting.about":
      return text(f.title);
    case "meeting.when":
      return f.starts_at ? join([dayAndTime(text(f.starts_at), say.now), text(f.ends_at) && timeOf(text(f.ends_at))], " to ") : "";
    case "meeting.chair":
      return nameOfStaff(f.chair, say);
    case "meeting.people":
    case "meeting_talk.people":
      return join(
        list(f.attended).map((one) => (isId(one) ? nameOfStaff(one, say) : one)),
        "; ",
      );
    case "meeting_talk.asked":
      return join([text(f.question), nameOfStaff(f.asked_by, say) && `asked by ${nameOfStaff(f.asked_by, say)}`]);
    case "visit.when":
      return f.planned_start
        ? join([`${dayAndTime(text(f.planned_start), say.now)} to ${timeOf(text(f.planned_end))}`, yes(f.is_fixed, "fixed time")])
        : "";
    case "visit.team":
      return say.people.team(text(f.team))?.name ?? "";
    case "visit.asked":
      return list(f.asked)
        .map((id) => nameOfStaff(id, say))
        .join(", ");
    case "visit.purpose":
      return join([text(f.purpose), text(f.instructions)], ". ");
    case "visit.actions":
    case "action.goals":
      return `${list(f.actions ?? f.goals).length} chosen`;
    case "action.measure":
      return list(f.measures)
        .map((m) => labelOf(m))
        .join(", ");
    case "attendance.leaving":
      return join([text(f.left_at) ? `left ${dayAndTime(text(f.left_at), say.now)}` : "", outcomeWords(text(f.outcome)), text(f.outcome_reason)]);
    case "attendance.arrival":
      return text(f.arrived_at) ? `arrived ${dayAndTime(text(f.arrived_at), say.now)}` : "";
    case "about_me.telling":
      return join([text(f.told_in) ? `in ${text(f.told_in)}` : "", nameOfStaff(f.told_to, say) ? `to ${nameOfStaff(f.told_to, say)}` : ""], " ");
    case "door_code.code":
      return text(f.where) ? `code kept, ${text(f.where)}` : "code kept";
    default:
      return plain(f);
  }
}

/** Anything else: its values as they are, in the order of the fields; never an id. */
function plain(f: Values): string {
  const words = (v: unknown): string =>
    Array.isArray(v)
      ? list(v)
          .filter((x) => !isId(x))
          .join(", ")
      : v === true
        ? "yes"
        : v === false
          ? "no"
          : isId(text(v))
            ? ""
            : text(v);
  return join(Object.values(f).map(words));
}
