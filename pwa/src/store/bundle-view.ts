/** Live views of bundles: what is opened, overlaid with the queue; and of the people who work here. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Fields, groups, type Kind } from "../api/kinds";
import type { Bundle, Id, People, View } from "./contract";
import type { Item } from "./fold";
import { linesOf, type Opened, outsideOf } from "./opened";
import { overlay } from "./overlay";

/** The queue's rows of one bundle; the same list while none of them changed, so that an edit here redraws nothing there. */
export function itemsOf(items: ReadonlySignal<readonly Item[]>, bundle: Id): ReadonlySignal<readonly Item[]> {
  let last: readonly Item[] = [];
  return computed(() => {
    const now = items.value.filter((item) => item.change.bundle === bundle);
    if (now.length !== last.length || now.some((item, i) => item !== last[i])) last = now;
    return last;
  });
}

export function bundleView(
  id: Id,
  opened: ReadonlySignal<Opened | null>,
  items: ReadonlySignal<readonly Item[]>,
  sending: ReadonlySignal<ReadonlySet<Id>>,
  expired: ReadonlySignal<boolean>,
): ReadonlySignal<Bundle | null> {
  const onTheWay = computed(() => {
    const mine = items.value.filter((item) => sending.value.has(item.change.id));
    return mine.map((item) => item.change.id).join();
  });
  const lines = computed(() => (opened.value ? linesOf(opened.value) : []));
  return computed(() => {
    const server = opened.value;
    const queued = items.value;
    const createdHere = queued.some((item) => item.change.saw === null && item.state !== "refused");
    if (!server && !createdHere) return null;
    if (expired.value && server) return { id, rev: server.rev, all: () => [], one: () => undefined, unknown: 0, expired: true, outside: {} };
    const views = overlay(lines.value, queued, new Set(onTheWay.value.split(",")));
    const byKind = new Map<string, View[]>();
    for (const view of views.values()) byKind.set(view.kind, [...(byKind.get(view.kind) ?? []), view]);
    return {
      id,
      rev: server?.rev ?? 0,
      all: <K extends Kind>(kind: K) => (byKind.get(kind) ?? []) as unknown as View<K>[],
      one: <K extends Kind>(kind: K, record: Id) => {
        const view = views.get(record);
        return view?.kind === kind ? (view as unknown as View<K>) : undefined;
      },
      unknown: lines.value.filter((line) => !(line.kind in groups)).length,
      expired: false,
      outside: server ? outsideOf(server) : {},
    };
  });
}

type Named<K extends "staff" | "organisation" | "team" | "practice"> = Fields[K] & { id: Id };

export function peopleOf(opened: Opened | null, me: Id): People {
  const found = new Map<string, Named<"staff">>();
  for (const line of opened ? linesOf(opened) : []) found.set(`${line.kind}/${line.id}`, { id: line.id, ...line.fields } as Named<"staff">);
  const one = <K extends "staff" | "organisation" | "team" | "practice">(kind: K, id: Id) => found.get(`${kind}/${id}`) as Named<K> | undefined;
  return {
    staff: (id) => one("staff", id),
    organisation: (id) => one("organisation", id),
    team: (id) => one("team", id),
    practice: (id) => one("practice", id),
    allStaff: () => [...found].filter(([key]) => key.startsWith("staff/")).map(([, staff]) => staff),
    signature(id, short = false) {
      if (id === me) return "You";
      const staff = one("staff", id);
      if (!staff) return "Someone not on this tablet";
      const organisation = staff.organisation ? one("organisation", staff.organisation) : undefined;
      const words = [staff.name, staff.profession && lower(staff.profession), !short && (organisation?.short_name ?? organisation?.name)];
      return words.filter(Boolean).join(", ");
    },
  };
}

/** "District nurse" inside a sentence; "GP" stays. */
function lower(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words[0]!.toLowerCase() + words.slice(1) : words;
}
