/** What a section's instruments work out: score, band, what the band asks for, alerts and findings. Pure, from the filling; never stored as answers (R5). */

import { newId } from "../patient/new-view";
import { asIfAllAsked, everyNode, type Filling, type FormNode, type Item, nodesOf, type Section } from "./engine";
import { extensions, extensionValue, isJson, listed, ours, textOf } from "./engine/fhir";
import { expressionsOf } from "./engine/read-item";
import { held } from "./typed";

export interface Scored {
  readonly key: string;
  readonly title: string;
  readonly node: FormNode;
  /** null: not scored. */
  readonly score: number | string | null;
  /** The greatest it can be, where every answer has a weight; else null. */
  readonly most: number | null;
  readonly band: string;
  readonly asks: string;
  /** "6 of 7 answered". */
  readonly answered: string;
  /** What else it works out, as words beside words. */
  readonly others: readonly { label: string; value: string }[];
  readonly trouble: string | null;
  readonly acknowledgement: string;
  readonly licence: string;
  /** "verified", "partly", "unverified", "own": as the form says of itself. */
  readonly verification: string;
}

const said = (node: FormNode | undefined): unknown => (node?.enabled ? held(node.answers[0]) : undefined);
const words = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");

/** The instruments of a section, in its order, those not asked left out. */
export function scoresOf(filling: Filling, section: Section): Scored[] {
  return [...everyNode(nodesOf(filling, section))].flatMap((node): Scored[] => (node.item.instrument && node.enabled ? [scoreOf(node)] : []));
}

function scoreOf(node: FormNode): Scored {
  const key = node.item.instrument;
  const inside = [...everyNode(node.children)];
  const named = (part: string) => inside.find((one) => one.item.linkId === `${key}.${part}`);
  const score = said(named("score"));
  const known = new Set(["score", "band", "asks", "answered"].map((part) => `${key}.${part}`));
  const others = inside.filter((one) => one.item.calculated && one.enabled && !one.item.hidden && !known.has(one.item.linkId) && !isAlert(one.item));
  const trouble = inside.find((one) => one.item.calculated && one.trouble)?.trouble ?? null;
  const of = (name: string) => textOf(extensionValue(node.item.definition, `${ours}${name}`));
  return {
    ...{ key, title: node.item.text, node, trouble },
    score: typeof score === "number" || (typeof score === "string" && score) ? score : null,
    most: mostOf(inside),
    band: words(said(named("band"))),
    asks: words(said(named("asks"))),
    answered: words(said(named("answered"))),
    others: others.flatMap((one) => {
      const value = words(said(one)) || (said(one) === true ? "Yes" : said(one) === false ? "No" : "");
      return value ? [{ label: one.item.text.replace(/ \(.*\)$/, ""), value }] : [];
    }),
    ...{ acknowledgement: of("acknowledgement"), licence: of("licence"), verification: of("verification") },
  };
}

/** Of weighted choices only: the sum of the heaviest answers of what is asked now. */
function mostOf(nodes: readonly FormNode[]): number | null {
  const weighed = nodes.filter((one) => one.enabled && one.item.options?.length && one.item.options.every((option) => option.weight !== null));
  if (!weighed.length) return null;
  return weighed.reduce((sum, one) => sum + Math.max(...one.item.options!.map((option) => option.weight!)), 0);
}

/** So many values at most, so many characters of each, so many bytes of all: with more the signature would be refused. The server cuts alike. */
const [mostWorkedOut, longestWorkedOut, roomWorkedOut] = [100, 100, 16_000];
const utf8 = new TextEncoder();
const parts = ["score", "band", "asks", "answered"] as const;

/** About how many bytes a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return utf8.encode(value).length;
  return isJson(value) ? Object.values(value).reduce<number>((sum, each) => sum + sizeOf(each), 40) : 20;
}

/** Those before the first for which there is no room. */
function thatFit<T>(entries: readonly T[], room: number): T[] {
  let taken = 0;
  const end = entries.findIndex((each) => {
    taken += sizeOf(each);
    return taken > room;
  });
  return entries.slice(0, end < 0 ? entries.length : end);
}

/**
 * What a signature keeps of a section: per instrument what was on the screen, and what else the form worked out there, none told too: what only the server
 * finds is marked then (the same as `backend/assessments/showing.shown`).
 */
export function shownOf(filling: Filling, section: Section): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const told = new Set<string>();
  for (const one of scoresOf(filling, section)) {
    const of = (part: string) => {
      const node = [...everyNode(one.node.children)].find((inside) => inside.item.linkId === `${one.key}.${part}`);
      return node ? { [part]: said(node) ?? null } : {};
    };
    found[one.key] = Object.assign({}, ...parts.map(of));
    for (const part of parts) told.add(`${one.key}.${part}`);
  }
  const others = [...everyNode(nodesOf(filling, section))].filter(
    (node) => node.kind !== "list" && node.item.calculated && !told.has(node.item.linkId) && said(node) !== undefined,
  );
  const short = (value: unknown) => (typeof value === "string" ? [...value].slice(0, longestWorkedOut).join("") : value);
  const entries = others.slice(0, mostWorkedOut).map((node) => ({ item: node.item.linkId, row: node.row, value: short(said(node)) }));
  found.worked_out = thatFit(entries, roomWorkedOut);
  return found;
}

// ------------------------------------------------------------------------------------------------ alerts

export interface Alert {
  readonly linkId: string;
  readonly words: string;
  readonly severity: string;
  /** Id of the note in which it is said what was done: the same for whoever writes it. */
  readonly entry: string;
  /** Where the form itself asks what was done: that question is the entry then, and asked once. */
  readonly asked: FormNode | null;
  /** The answer that raised it stands in a question that another answer hides since. */
  readonly hidden: boolean;
}

export const isAlert = (item: Item): boolean => extensions(item.definition, `${ours}alert`).length > 0;

/**
 * What asks for an act at once, whatever the total: stands until it is written what was done. Over all answers, asked or not, as the server raises them: an
 * answer that was given counts, whatever another answer hides since.
 */
export function alertsOf(filling: Filling, section: Section, patient: string, assessment: string): Alert[] {
  const nodes = [...everyNode(nodesOf(filling, section))].filter((node) => isAlert(node.item));
  const over = nodes.length ? asIfAllAsked(filling) : null;
  return nodes.flatMap((node): Alert[] => {
    const open = words(said(node));
    const told = open || words(said(over?.node(node.item.linkId, node.row)));
    if (!told) return [];
    const severity = textOf(extensionValue(node.item.definition, `${ours}alert`)) || "high";
    const asked = (node.parent?.children ?? []).find(
      ({ enabled, stored, item }) =>
        (enabled || stored !== null) && item.required && (item.type === "text" || item.type === "string") && !item.calculated,
    );
    const entry = newId(patient, "alert entry", assessment, node.item.linkId);
    return [{ linkId: node.item.linkId, words: told, severity, entry, asked: asked ?? null, hidden: !open }];
  });
}

/** Whether it is written what was done. */
export const isAnswered = (alert: Alert, notes: (id: string) => unknown): boolean =>
  alert.asked ? Boolean(alert.asked.stored?.answer.length || alert.asked.stored?.not_asked) : notes(alert.entry) !== undefined;

// ------------------------------------------------------------------------------------------------ findings

export interface Finding {
  readonly key: string;
  readonly words: string;
  readonly kind: "goal" | "action";
  readonly linkId: string;
  /** Id of the goal or action that it becomes: from the plan back to the assessment, and there is one whoever adds it (R1). */
  readonly record: string;
  readonly title: string;
}

/** The id of the goal or action that a finding becomes. */
export const recordOf = (patient: string, assessment: string, key: string): string => newId(patient, "finding", assessment, key);

/** What the answers of a section call for; the same words twice are offered once. */
export function findingsOf(filling: Filling, section: Section, patient: string, assessment: string): Finding[] {
  const found: Finding[] = [];
  for (const node of everyNode(nodesOf(filling, section))) {
    if (!node.enabled) continue;
    const own = extensions(node.item.definition, `${ours}finding`).filter((each) => holds(filling, node, each));
    const chosen = (node.item.options ?? []).flatMap((option) =>
      node.answers.some((answer) => JSON.stringify(held(answer)) === JSON.stringify(held(option.answer)))
        ? listed(node.item.definition.answerOption)
            .filter((each) => JSON.stringify(held(each)) === JSON.stringify(held(option.answer)))
            .flatMap((each) => extensions(each, `${ours}finding`))
        : [],
    );
    for (const each of [...own, ...chosen]) {
      const key = textOf(extensionValue(each, "key"));
      const told = textOf(extensionValue(each, "words"));
      if (!key || !told || found.some((one) => one.key === key || one.words === told)) continue;
      const kind = extensionValue(each, "kind") === "goal" ? "goal" : "action";
      found.push({ key, words: told, kind, linkId: node.item.linkId, record: recordOf(patient, assessment, key), title: titleOf(node) });
    }
  }
  return found;
}

function titleOf(node: FormNode): string {
  for (let at = node.parent; at; at = at.parent) if (at.item.instrument || !at.parent) return at.item.text;
  return node.item.text;
}

/** A finding of an answer holds on "yes", of words as soon as they are shown; one with a condition of its own where that is true. */
function holds(filling: Filling, node: FormNode, extension: unknown): boolean {
  const when = isJson(extension) ? extensions(extension, "when")[0] : undefined;
  if (!when) return node.item.type === "display" || held(node.answers[0]) === true;
  const [expression] = expressionsOf({
    extension: [{ url: "http://hl7.org/fhir/StructureDefinition/variable", valueExpression: when.valueExpression }],
  });
  if (!expression) return false;
  const result = filling.worker.evaluate(expression, node);
  return "values" in result && result.values[0] === true;
}
