/**
 * NEWS2, computed where it is shown and never stored (R5).
 *
 * 1. A score exists only when all seven parameters are answered; an unanswered one is never counted as zero.
 * 2. Scale 2 for oxygen saturation is used only where the person's record says so; 93% and more then depends on air or oxygen,
 *    and has no points until that is answered.
 * 3. Temperature is rounded to one decimal before it is banded; everything else is a whole number.
 * 4. Points are never negative, so an unfinished set may still say "at least"; it never says less.
 *
 * Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017.
 */
export const acknowledgement = "Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017.";

/** For whom it is made; the same words as the form (`backend/assessments/instruments/news2.json`). */
export const whom = "For people of 16 and over. Not in pregnancy; with care after spinal cord injury.";

export type Consciousness = "alert" | "new-confusion" | "voice" | "pain" | "unresponsive";
export type Points = 0 | 1 | 2 | 3;
export type Scale = 1 | 2;

/** Breaths and beats a minute, per cent, mmHg, degrees Celsius; `null` is "not answered". */
export interface Answers {
  respiration: number | null;
  saturation: number | null;
  oxygen: boolean | null;
  systolic: number | null;
  pulse: number | null;
  consciousness: Consciousness | null;
  temperature: number | null;
}

export type Parameter = keyof Answers;
export const parameters: readonly Parameter[] = ["respiration", "saturation", "oxygen", "systolic", "pulse", "consciousness", "temperature"];
export const unanswered: Answers = {
  respiration: null,
  saturation: null,
  oxygen: null,
  systolic: null,
  pulse: null,
  consciousness: null,
  temperature: null,
};

export type Band = "none" | "low" | "low-medium" | "medium" | "high";
export type PointsOf = Record<Parameter, Points | null>;

export type Result =
  | { scored: true; total: number; band: Band; points: PointsOf; threes: Parameter[] }
  | { scored: false; answered: number; of: 7; missing: readonly Parameter[]; atLeast: number; points: PointsOf; threes: Parameter[] };

/** `[highest value of the step, points]`, ascending; the last step has no upper end. */
type Steps = readonly (readonly [number, Points])[];
const respiration: Steps = [
  [8, 3],
  [11, 1],
  [20, 0],
  [24, 2],
  [Number.POSITIVE_INFINITY, 3],
];
const saturation1: Steps = [
  [91, 3],
  [93, 2],
  [95, 1],
  [Number.POSITIVE_INFINITY, 0],
];
const saturation2Low: Steps = [
  [83, 3],
  [85, 2],
  [87, 1],
  [92, 0],
];
const saturation2OnOxygen: Steps = [
  [94, 1],
  [96, 2],
  [Number.POSITIVE_INFINITY, 3],
];
const systolic: Steps = [
  [90, 3],
  [100, 2],
  [110, 1],
  [219, 0],
  [Number.POSITIVE_INFINITY, 3],
];
const pulse: Steps = [
  [40, 3],
  [50, 1],
  [90, 0],
  [110, 1],
  [130, 2],
  [Number.POSITIVE_INFINITY, 3],
];
const temperature: Steps = [
  [35, 3],
  [36, 1],
  [38, 0],
  [39, 1],
  [Number.POSITIVE_INFINITY, 2],
];

function step(steps: Steps, value: number): Points {
  for (const [upTo, points] of steps) if (value <= upTo) return points;
  throw new RangeError("not a number");
}

function saturationPoints(value: number, oxygen: boolean | null, scale: Scale): Points | null {
  if (scale === 1) return step(saturation1, value);
  if (value <= 92) return step(saturation2Low, value);
  if (oxygen === null) return null;
  return oxygen ? step(saturation2OnOxygen, value) : 0;
}

/** Half up at the first decimal, free of binary surprises: 38.05 is 38.1. */
const oneDecimal = (value: number): number => Math.round((value + Number.EPSILON * 64) * 10) / 10;
const whole = (value: number): number => Math.round(value);

/** Points of each parameter; `null` where it is not answered, or cannot be told yet (rule 2). */
export function pointsOf(a: Answers, scale: Scale): PointsOf {
  return {
    respiration: a.respiration === null ? null : step(respiration, whole(a.respiration)),
    saturation: a.saturation === null ? null : saturationPoints(whole(a.saturation), a.oxygen, scale),
    oxygen: a.oxygen === null ? null : a.oxygen ? 2 : 0,
    systolic: a.systolic === null ? null : step(systolic, whole(a.systolic)),
    pulse: a.pulse === null ? null : step(pulse, whole(a.pulse)),
    consciousness: a.consciousness === null ? null : a.consciousness === "alert" ? 0 : 3,
    temperature: a.temperature === null ? null : step(temperature, oneDecimal(a.temperature)),
  };
}

export function bandOf(total: number, hasThree: boolean): Band {
  if (total >= 7) return "high";
  if (total >= 5) return "medium";
  if (hasThree) return "low-medium";
  return total === 0 ? "none" : "low";
}

export function score(a: Answers, scale: Scale): Result {
  const points = pointsOf(a, scale);
  const threes = parameters.filter((p) => points[p] === 3);
  const sum = parameters.reduce((all, p) => all + (points[p] ?? 0), 0);
  const missing = parameters.filter((p) => a[p] === null);
  if (missing.length > 0) return { scored: false, answered: parameters.length - missing.length, of: 7, missing, atLeast: sum, points, threes };
  return { scored: true, total: sum, band: bandOf(sum, threes.length > 0), points, threes };
}

export const bandWords: Record<Band, string> = {
  none: "0, as usual care",
  low: "Low",
  "low-medium": "Low to medium",
  medium: "Medium",
  high: "High",
};

/** What a band asks for: the default wording for the community, which a place may set for itself. It suggests; a person decides. */
export const asks: Record<Band, string> = {
  none: "Usual care.",
  low: "A registered nurse reviews, and repeats at an agreed interval.",
  "low-medium": "One value alone scores 3: talk to the responsible clinician within the hour. Think sepsis.",
  medium: "Talk to the responsible clinician within the hour, or ask for the 2-hour response. Think sepsis.",
  high: "Ring 999, unless the care plan sets another limit on treatment.",
};

/** What the score of an unfinished set may already say, or nothing. */
export function already(r: Result): string | null {
  if (r.scored) return null;
  if (r.atLeast >= 7) return `Already at least ${r.atLeast}. ${asks.high}`;
  if (r.atLeast >= 5) return `Already at least ${r.atLeast}. ${asks.medium}`;
  if (r.threes.length > 0) return asks["low-medium"];
  return null;
}

/** Whether it asks for 999: at 7 and more, and before all is answered as soon as it cannot be less (rule 4). */
export const isEmergency = (r: Result): boolean => (r.scored ? r.band === "high" : r.atLeast >= 7);

/** NEWS2 is for people of 16 and over. `bornOn` and `today` as YYYY-MM-DD; an unknown birth date does not rule it out. */
export function isOfAge(bornOn: string | null | undefined, today: string): boolean {
  if (!bornOn) return true;
  const sixteenth = `${Number(bornOn.slice(0, 4)) + 16}${bornOn.slice(4)}`;
  return today >= sixteenth;
}

/** The middle of the last five complete scores, newest first: what is usual for this person. The lower middle of an even number. */
export function usual(totals: readonly number[]): number | null {
  const five = totals.slice(0, 5).sort((a, b) => a - b);
  return five.length === 0 ? null : (five[Math.floor((five.length - 1) / 2)] ?? null);
}
