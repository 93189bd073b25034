/**
 * A package beside a plan: what of it is offered, what is ticked, and what it becomes.
 *
 * 1. A goal is the person's: none is ticked for them. An action or an instruction that most people need is, unless something speaks against it.
 * 2. What is in the plan already (the same item, by its id) is never offered again; what sounds like it is not ticked, and stands beside it.
 * 3. What would contradict a part of the plan, a condition or an alert is not ticked, and says which.
 */
import type { Fields } from "../api/kinds";
import { newId } from "../patient/new-view";
import type { Bundle, Id, View } from "../store/contract";
import type { Numbers } from "./numbers";
import type { Call, Item, Package } from "./package-content";
import { isShown } from "./progress";

export interface Offered {
  item: Item;
  /** The id of what it becomes: the same for everybody (R1), so that it is in a plan once. */
  record: Id;
  /** In the plan already, whatever has become of it. */
  there: View | null;
  /** What sounds like it in the plan. */
  similar: string | null;
  /** What speaks against it. */
  against: string | null;
  ticked: boolean;
}

export const recordOf = (patient: Id, key: string, item: Item): Id => newId(patient, "package", key, item.kind, item.key);

const wordsOf = ({ kind, fields }: View): string => {
  const f = fields as Fields["goal"] & Fields["contingency"];
  return (kind === "contingency" ? [f.if_this, f.then_do].filter(Boolean).join(". ") : f.words) ?? "";
};
const find = (texts: readonly string[], parts: readonly string[]): string | null =>
  texts.find((text) => parts.some((part) => new RegExp(`(^|[^\\p{L}])${part}`, "iu").test(text))) ?? null;

/** Each item of a package beside what the plan and the record hold. `may`: whether one may write the kind; what one may not is not ticked. */
export function offered(one: Package, bundle: Bundle, may: (kind: Item["kind"]) => boolean): Offered[] {
  const standing = (kind: Item["kind"]) => (bundle.all(kind) as View[]).filter(({ fields }) => isShown((fields as Fields["goal"]).status));
  const texts = { goal: standing("goal").map(wordsOf), action: standing("action").map(wordsOf), contingency: standing("contingency").map(wordsOf) };
  const plan = bundle.all("care_plan")[0]?.fields;
  const alerts = bundle.all("alert").filter(({ fields }) => (fields.status ?? "active") === "active");
  const conditions = bundle.all("condition").filter(({ fields }) => (fields.status ?? "active") === "active");
  const everything = [
    ...texts.goal,
    ...texts.action,
    ...texts.contingency,
    ...(plan?.if_worse ? plan.if_worse.split("\n") : []),
    ...alerts.map(({ fields }) => [fields.title, fields.detail].filter(Boolean).join(": ")),
    ...conditions.map(({ fields }) => fields.name ?? ""),
  ];
  return one.items.map((item) => {
    const record = recordOf(bundle.id, one.key, item);
    const there = (bundle.one(item.kind, record) as View | undefined) ?? null;
    const beside = item.kind === "contingency" ? [...texts.contingency, ...(plan?.if_worse ?? "").split("\n")] : texts[item.kind];
    const similar = there ? null : find(beside, item.like);
    const against = there ? null : find(everything, item.against ?? []);
    return { item, record, there, similar, against, ticked: item.usual === true && !there && !similar && !against && may(item.kind) };
  });
}

/** What an item becomes. `position`: its place in the plan; `goals`: ids of the goals in the plan that it may serve, by their keys. */
export function fieldsOf(
  key: string,
  item: Item,
  place: { position: number; goals: ReadonlyMap<string, Id>; numbers: Numbers },
): Fields["goal"] & Fields["action"] & Fields["contingency"] {
  const shared = { status: "active", position: place.position, origin_kind: "package", origin_link: `${key}/${item.key}` };
  switch (item.kind) {
    case "goal":
      return { ...shared, words: item.words, i_statement: item.statement };
    case "action": {
      const serves = item.goal && place.goals.get(item.goal);
      return {
        ...shared,
        words: item.words,
        frequency: item.often ?? null,
        until: item.until ?? null,
        ...(serves ? { goals: [serves] } : {}),
        ...(item.measures ? { measures: [...item.measures].sort() } : {}),
      };
    }
    case "contingency":
      return { ...shared, if_this: item.words, then_do: item.then, ...callOf(item.call, place.numbers) };
  }
}

export function callOf(call: Call, numbers: Numbers): { call_who: string; call_phone: string | null } {
  if (call === "999" || call === "111") return { call_who: call === "111" ? "NHS 111" : "999", call_phone: call };
  return { call_who: numbers[call].name, call_phone: numbers[call].phone };
}
