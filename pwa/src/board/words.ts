/** The board's times, numbers and lists in words. */
import type { Means, Need, Person, Visit } from "./day";

/** "09:05". */
export function clock(minutes: number): string {
  const whole = Math.round(minutes);
  const day = ((whole % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
}

/** "545" of "09:05"; null where it is no time of day. */
export function minutesOf(time: string): number | null {
  const found = /^(\d{1,2})[:.]?(\d{2})$/.exec(time.trim());
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** "2:17", and "0:20 over" below nought. */
export function hoursLeft(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return minutes < 0 ? `${text} over` : text;
}

/** "1 h 24", "24 min". */
export function span(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60}`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "Farzana, Joy and Tom". */
export function all(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

export const first = (name: string): string => name.split(" ")[0] ?? name;

export const meansWords: Readonly<Record<Means, string>> = {
  walk: "on foot",
  bicycle: "by bicycle",
  car: "by car",
  bus: "by bus",
};

export const skillWords = (needs: readonly Need[]): string => [...new Set(needs.map((need) => need.skill))].join(", ");

/** "09:00 to 11:00", "before 09:30", "any time". */
export function windowWords(visit: Visit): string {
  const { window } = visit;
  if (!window?.given) return "any time";
  if (window.opens === window.closes) return `at ${clock(window.opens)}`;
  return `${clock(window.opens)} to ${clock(window.closes)}`;
}

/** How far a visit is; empty while it is only planned. */
export const stateWords = ({ state }: Visit): string =>
  state === "planned" ? "" : state === "done" ? "done" : state === "not-done" ? "not done" : "under way";

/** Everything that a block shows by place, colour and drawing, for those who hear it. */
export function blockWords(visit: Visit, person: Person | null, travel: number): string {
  const parts = [];
  if (visit.start !== null && visit.staff.length > 0) parts.push(`${clock(visit.start)} to ${clock(visit.start + visit.minutes)}`);
  else parts.push(plural(visit.minutes, "minute"));
  parts.push(visit.name, visit.area, visit.purpose);
  if (visit.window?.given) parts.push(`${visit.window.hard ? "fixed window" : "window"} ${windowWords(visit)}`);
  if (visit.people.length > 1) parts.push(`${visit.people.length} people`);
  if (visit.pinned) parts.push("pinned");
  parts.push(stateWords(visit));
  if (person && visit.known.length > 0 && !visit.known.includes(person.id)) parts.push("new face");
  for (const one of visit.wrong) if (one.hard && visit.staff.length > 0) parts.push(`${one.title.toLowerCase()}: ${one.words.replace(/\.$/, "")}`);
  if (travel > 0) parts.push(`travel before ${travel} min`);
  return parts.filter(Boolean).join(", ");
}
