/** The groups of a kind by name and by field; each field of a pattern (`answer.<linkId>`) is a group of its own, named like it (PROTOCOL §1). */
import { type Group, groups, type Kind, patterns } from "./kinds";

const linkId = /^[\x21-\x7e]{1,100}$/;

function ofPattern(kind: string, name: string): Group | undefined {
  const ruled = patterns[kind as Kind];
  if (!ruled || !name.startsWith(ruled.prefix) || !linkId.test(name.slice(ruled.prefix.length))) return undefined;
  return { fields: [name], policy: ruled.policy, write: ruled.write };
}

/** Whether a group is one field of a pattern: an answer. */
export const isAnswer = (kind: string, group: string): boolean => ofPattern(kind, group) !== undefined;

/** The group of that name; `undefined` where there is none. */
export function groupNamed(kind: string, name: string): Group | undefined {
  const listed = groups[kind as Kind];
  return listed && Object.hasOwn(listed, name) ? listed[name] : ofPattern(kind, name);
}

/** The name of the group that holds a field. */
export function groupOfField(kind: string, field: string): string | undefined {
  const listed = Object.entries(groups[kind as Kind] ?? {}).find(([, group]) => group.fields.includes(field));
  return listed?.[0] ?? (ofPattern(kind, field) && field);
}

/** The groups that hold any of these fields: those that are listed, in their order, then those of a pattern. */
export function touched(kind: string, fields: Iterable<string>): [name: string, group: Group][] {
  const names = new Set(fields);
  const listed = Object.entries(groups[kind as Kind] ?? {}).filter(([, group]) => group.fields.some((field) => names.has(field)));
  if (!patterns[kind as Kind]) return listed;
  const answers = [...names].sort().flatMap((name): [string, Group][] => {
    const group = ofPattern(kind, name);
    return group ? [[name, group]] : [];
  });
  return [...listed, ...answers];
}
