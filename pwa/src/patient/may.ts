/** What is offered to whom. The server judges each change; this only keeps a person from typing what would be refused. */
import { groupNamed } from "../api/groups";
import { type Kind, writers } from "../api/kinds";

/** Whether someone of this role may write a group of a record. What only the person named in it may write is offered: it is made in their name. */
export function mayWrite(role: string | null | undefined, kind: Kind, group: string): boolean {
  const all = writers[groupNamed(kind, group)?.write ?? ""] ?? [];
  return all.includes("self") || (role !== null && role !== undefined && all.includes(role));
}

/** Whether someone of this role may settle a dispute about this group: it needs the role that may write the field (policies, M5). */
export function maySettle(role: string | null | undefined, kind: string | null | undefined, group: string | null | undefined): boolean {
  return mayWrite(role, "conflict", "settlement") && mayWrite(role, (kind ?? "") as Kind, group ?? "");
}

/** The voluntary sector has the core of a record: no notes, measurements, medicines or door codes (DESIGN, bundle). */
export const seesMore = (role: string | null | undefined): boolean => role !== "voluntary";

/** Roles that read no patient's record: they have no visits and no patients, and must not be told that there are none. */
export const readsRecords = (role: string): boolean => !["manager", "administrator", "privacy officer"].includes(role);
