/** What stands of a visit, for the steps beside it and for what is still open on leaving: pure, from the bundle alone. */
import { dayOf, timeOf } from "../lib/dates";
import { worst } from "../patient/entry";
import type { Saying } from "../patient/words";
import type { Bundle, View } from "../store/contract";
import { type Open, stillOpen } from "./leaving";
import { answersOf, labelOf, news2Measures } from "./measurements";
import { parameters, score } from "./news2";
import { currentSet, scaleFor } from "./news2-set";
import { occurrences, recordedTwice } from "./occurrences";

export interface Step {
  id: "arrive" | "actions" | "measure" | "assess" | "note" | "plan" | "hand" | "leave";
  title: string;
  small: string;
  state: "todo" | "part" | "done";
}

const isNews2 = new Set(news2Measures.map((m) => m.type));

/** Types that the planned actions ask to measure. */
export function plannedTypes(b: Bundle, visit: View<"visit">): string[] {
  return [...new Set((visit.fields.actions ?? []).flatMap((id) => b.one("action", id)?.fields.measures ?? []))];
}

/** Someone else who is asked to this visit and named in the action records it: not mine to be reminded of. */
export function isMine(b: Bundle, visit: View<"visit">, action: string, me: string): boolean {
  const staff = b.one("action", action)?.fields.staff;
  return !staff || staff === me || !(visit.fields.asked ?? []).includes(staff);
}

export function summary(
  one: { bundle: Bundle; say: Saying },
  visit: View<"visit">,
  attendance: View<"attendance"> | undefined,
  me: string,
): { steps: Step[]; open: Open[]; answered: string } {
  const { bundle: b, say } = one;
  const all = occurrences(visit.id, visit.fields.actions ?? [], b.all("done"));
  const answered = all.filter((o) => o.standing.length > 0).length;
  const measured = b.all("observation").filter((o) => o.fields.visit === visit.id && o.fields.status !== "entered-in-error");
  const set = currentSet(b, visit.id);
  const result = score(answersOf(set.map((v) => v.fields)), scaleFor(b));
  const news2Answered = result.scored ? 7 : result.answered;
  const planned = plannedTypes(b, visit);
  const missing = planned.filter((t) => !measured.some((o) => o.fields.type === t));
  const notes = b
    .all("note")
    .filter((n) => n.fields.visit === visit.id && n.fields.staff === me && n.fields.status !== "entered-in-error" && (n.fields.words ?? "").trim());
  const changes = planChangesToday(b, say, me).length;
  const words = (id: string): string => b.one("action", id)?.fields.words ?? "An action";
  const open = stillOpen({
    unansweredActions: all.filter((o) => o.standing.length === 0 && isMine(b, visit, o.action, me)).map((o) => words(o.action)),
    unmeasured: missing.map((t) => labelOf(t)),
    news2Answered,
    news2Planned: parameters.length > 0 && planned.filter((t) => isNews2.has(t)).length === isNews2.size,
    recordedTwice: recordedTwice(b.all("done"))
      .filter((g) => g[0]?.fields.visit === visit.id)
      .map((g) => words(g[0]?.fields.action ?? "")),
    invalid: [],
    noteWritten: notes.length > 0,
    refused: [...measured, ...notes].filter((v) => worst(Object.values(v.kept)) === "refused").length,
  });
  const steps: Step[] = [
    {
      id: "arrive",
      title: "Arrive",
      small: attendance?.fields.arrived_at ? timeOf(attendance.fields.arrived_at) : "not yet",
      state: attendance?.fields.arrived_at ? "done" : "todo",
    },
    {
      id: "actions",
      title: "Actions",
      small: all.length ? `${answered} of ${all.length} answered` : "none planned",
      state: all.length > 0 && answered === all.length ? "done" : answered ? "part" : "todo",
    },
    {
      id: "measure",
      title: "Measure",
      small: result.scored
        ? `NEWS2 is ${result.total}`
        : news2Answered
          ? `NEWS2 ${news2Answered} of 7`
          : measured.length
            ? `${measured.length} taken`
            : planned.length
              ? `${planned.length} planned`
              : "none planned",
      state: measured.length === 0 ? "todo" : missing.length === 0 && (news2Answered === 0 || news2Answered === 7) ? "done" : "part",
    },
    { id: "note", title: "Note", small: notes.length ? "written" : "not yet", state: notes.length ? "done" : "todo" },
    {
      id: "plan",
      title: "Care plan",
      small: changes === 1 ? "1 change" : changes ? `${changes} changes` : "no change",
      state: changes ? "part" : "todo",
    },
    {
      id: "leave",
      title: "Leave",
      small: attendance?.fields.left_at ? timeOf(attendance.fields.left_at) : open.length ? `${open.length} open` : "",
      state: attendance?.fields.left_at ? "done" : "todo",
    },
  ];
  return { steps, open, answered: all.length ? `${answered} of ${all.length} answered` : "" };
}

/** Records of the plan that this person changed today: [record, group] with its stamp. */
export function planChangesToday(b: Bundle, say: Saying, me: string): { view: View; change: string; at: string }[] {
  const today = dayOf(say.now);
  const views = (["goal", "action", "contingency", "care_plan", "about_me"] as const).flatMap((kind) => b.all(kind) as View[]);
  const found = new Map<string, { view: View; change: string; at: string }>();
  for (const view of views)
    for (const stamp of Object.values(view.stamps))
      if (stamp.by === me && dayOf(stamp.at) === today) found.set(`${view.id}:${stamp.change}`, { view, change: stamp.change, at: stamp.at });
  return [...found.values()].sort((x, y) => y.at.localeCompare(x.at));
}
